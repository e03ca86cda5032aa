import type { GateKind } from "./cells.js";
import { cmosStage, type Stage } from "./effort.js";

/** A gate at one drive strength. Times are in FO4, capacitances in inverter inputs, areas in NAND2. */
export interface SizedGate {
  readonly name: string;
  readonly area: number;
  readonly inputs: readonly { readonly name: string; readonly capacitance: number }[];
  /** The output as a Liberty function of the inputs. */
  readonly function: string;
  readonly arcs: readonly Arc[];
  /** Drive strength, in inverters. */
  readonly drive: number;
}

/** A timing arc to the output. */
interface Arc {
  readonly input: string;
  readonly sense: "positive_unate" | "negative_unate" | "non_unate";
  /** Delay at no load. */
  readonly intrinsic: number;
}

/** FO4 per unit of logical effort: an inverter that drives four takes 1 (parasitic) + 4 units. */
export const tau = 1 / 5;

/** The area, in NAND2, of columns of transistor pairs. A NAND2 has two, and every cell has one more for its border. */
export const areaOf = (columns: number) => (columns + 1) / (2 + 1);

export function sizeGate({ name, stages }: GateKind, strength: number): SizedGate {
  const sized = new Map(
    Object.entries(stages).map(([net, network]) => {
      const stage = cmosStage(network);
      // The output stage has the cell's strength. The stages inside may be half as strong.
      return [net, { stage, drive: stage.fit * (net === "Y" ? strength : Math.max(1, strength / 2)) }];
    }),
  );
  const load = (net: string) =>
    [...sized.values()].reduce((sum, { stage, drive }) => sum + (stage.effort.get(net) ?? 0) * drive, 0);
  const output = sized.get("Y");
  if (!output) throw new RangeError(`${name} drives no Y`);

  /** All paths from an input to a net: their delays, and their numbers of stages. Each stage inverts. */
  const paths = (input: string, net: string): { delay: number; stages: number }[] => {
    if (net === input) return [{ delay: 0, stages: 0 }];
    const at = sized.get(net);
    if (!at) return [];
    const own = tau * (at.stage.parasitic + load(net) / at.drive);
    return [...at.stage.effort.keys()]
      .flatMap((from) => paths(input, from))
      .map(({ delay, stages }) => ({ delay: delay + own, stages: stages + 1 }));
  };

  const inputs = inputNames([...sized.values()].map(({ stage }) => stage));
  return {
    name: `${name}_X${strength}`,
    area: areaOf([...sized.values()].reduce((sum, { stage, drive }) => sum + stage.columns(drive), 0)),
    inputs: inputs.map((input) => ({ name: input, capacitance: load(input) })),
    function: complement(stages, "Y"),
    arcs: inputs.map((input) => ({ input, ...summary(paths(input, "Y")) })),
    drive: output.drive,
  };
}

function inputNames(stages: readonly Stage[]): string[] {
  const names = new Set(stages.flatMap(({ effort }) => [...effort.keys()]));
  return [...names].filter((name) => /^[A-Z]/.test(name)).sort();
}

function summary(paths: readonly { delay: number; stages: number }[]): Omit<Arc, "input"> {
  const inverting = new Set(paths.map(({ stages }) => stages % 2 === 1));
  return {
    sense: inverting.size > 1 ? "non_unate" : inverting.has(true) ? "negative_unate" : "positive_unate",
    intrinsic: Math.max(...paths.map(({ delay }) => delay)),
  };
}

/** The function at a stage's output: its network's complement, with the functions of internal nets substituted. */
function complement(stages: GateKind["stages"], net: string): string {
  const network = stages[net] ?? "";
  if (network in stages) return complement(stages, network).slice(1);
  const inside = network.replace(/[a-z]/g, (inner) => complement(stages, inner));
  return /^\w$/.test(inside) ? `!${inside}` : `!(${inside})`;
}
