import type { Design } from "../generators/design.js";
import { countToggles } from "../sim/bitparallel/toggles.js";
import { nodeOf, type Literal } from "../sim/bitparallel/graph.js";
import { netlistCircuit } from "../sim/bitparallel/netlist-circuit.js";
import { readStructure, type Net } from "../sim/bitparallel/structural-verilog.js";
import type { Distribution } from "../sim/operand-distributions.js";
import { drawOperands, type OperandOptions } from "../sim/operands.js";
import { RequestError } from "../tools/errors.js";
import { openStaCellPowers, type CellPowerOptions } from "./cell-powers.js";
import type { Library } from "./liberty/library.js";
import { openStaVersion } from "./opensta.js";
import type { MappedNetlist, SynthesisResult } from "./result.js";

export interface PowerOptions extends OperandOptions, CellPowerOptions {}

/** Plain data; goes into JSON as it is. */
export interface PowerResult {
  /** The design as a person writes it. */
  readonly design: string;
  readonly library: string;
  readonly clock_mhz: number;
  readonly operands: Distribution;
  /** Clock cycles simulated. */
  readonly vectors: number;
  readonly seed: number;

  /** Mean over all nets that cells drive, per cycle. */
  readonly toggles_per_net: number;
  readonly leakage_uw: number;
  readonly internal_uw: number;
  readonly switching_uw: number;
  /** The sum of the three. */
  readonly power_uw: number;
  /** Of one operation, which takes one cycle: power over clock, leakage included. */
  readonly energy_pj: number;

  /** Whether the clock is slower than the longest path is; null where no delay was measured. */
  readonly meets_clock: boolean | null;
  /** `OpenSTA 2.0.17` */
  readonly tool: string;
}

export const unitless = "the generic library has no units; --liberty FILE measures in a library that has";

/** Why a design's power is not measured; undefined where it is. */
export function powerObstacle({ machine }: Design, library: Library): string | undefined {
  if (library.normalised) return unitless;
  if (machine !== null) return "it has registers; power is measured of combinational designs only";
  return undefined;
}

/**
 * The power of a netlist, from the toggles of its nets in a simulation without delays, scaled by what OpenSTA says of
 * each cell. Hazards are not in it, nor is what drives the inputs.
 * @param synthesis a `SynthesisResult`, or its netlist and module name
 * @throws {RequestError} there is a `powerObstacle`, or operands that cannot be drawn
 * @throws {ToolError} OpenSTA is missing, fails or takes too long
 */
export async function measurePower(
  design: Design,
  synthesis: MappedNetlist & Partial<Pick<SynthesisResult, "delay_ns">>,
  options: PowerOptions,
): Promise<PowerResult> {
  const { library, clock, operands, vectors, seed } = options;
  const obstacle = powerObstacle(design, library);
  if (obstacle !== undefined) throw new RequestError(`${design.spec} has no power figures: ${obstacle}`);
  const words = drawOperands(design.ports, options);
  const rates = toggleRates(design, synthesis, library, words);
  const powers = rates.size === 0 ? new Map<string, never>() : await openStaCellPowers(synthesis, options);

  const sum = { internal: 0, switching: 0, leakage: 0 };
  for (const [name, rate] of rates) {
    const power = powers.get(name);
    if (power === undefined) throw new RangeError(`OpenSTA says nothing of the cell ${name}`);
    sum.internal += rate * power.internal;
    sum.switching += rate * power.switching;
    sum.leakage += power.leakage;
  }
  const power_w = sum.internal + sum.switching + sum.leakage;
  const { delay_ns = null } = synthesis;
  return {
    design: design.spec,
    library: library.name,
    clock_mhz: clock,
    operands,
    vectors,
    seed,
    toggles_per_net: significant(mean([...rates.values()])),
    leakage_uw: significant(1e6 * sum.leakage),
    internal_uw: significant(1e6 * sum.internal),
    switching_uw: significant(1e6 * sum.switching),
    power_uw: significant(1e6 * power_w),
    energy_pj: significant((1e6 * power_w) / clock),
    meets_clock: delay_ns === null ? null : delay_ns <= 1000 / clock,
    tool: await openStaVersion(),
  };
}

/**
 * How often each cell's output changes, per cycle; the mean, where it has several. Internal power is of changes of
 * outputs too, in the libraries' tables.
 */
function toggleRates(
  design: Design,
  synthesis: MappedNetlist,
  library: Library,
  words: readonly bigint[],
): Map<string, number> {
  const literals = new Map<Net, Literal>();
  const circuit = netlistCircuit(design, synthesis, library, {
    onNet(net, value) {
      literals.set(net, value);
      return value;
    },
  });
  const toggles = countToggles({ ...circuit, outputs: [...literals.values()] }, words);
  const rateOf = (net: Net): number => {
    const literal = literals.get(net);
    if (literal === undefined) throw new RangeError(`no output of ${design.spec} depends on ${net}`);
    return (toggles[nodeOf(literal)] ?? 0) / (words.length - 1);
  };
  return new Map(
    readStructure(synthesis.netlist, synthesis.module).instances.map(({ name, type, pins }) => {
      const outputs = library.cells.get(type)?.pins.filter(({ direction }) => direction === "output") ?? [];
      const nets = outputs.flatMap((pin) => pins.get(pin.name) ?? []);
      return [name, mean(nets.map(rateOf))];
    }),
  );
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** More digits than there are cells in doubt. */
const significant = (value: number): number => Number(value.toPrecision(6));
