import { z } from "zod";
import type { Architecture, Objective } from "./architecture.js";

/** What a design is made for: cells of a library, or a family of FPGAs. */
export type Target = z.output<typeof targetParameters.target>;

/** Parameters of every design, beside its operator's: they pick the architecture as the objective does. */
export const targetParameters = {
  target: z
    .enum(["asic", "ice40", "ecp5", "xilinx"])
    .default("asic")
    .describe(
      "what it is made for: asic, cells of a library; else the look-up tables and carry chains of an FPGA: iCE40, ECP5, 7 series",
    ),
  dsp: z
    .enum(["yes", "no"])
    .default("no")
    .describe("on an FPGA, whether multiplications take DSPs: yes leaves them to the synthesis tool"),
};

/** How a design uses what it is made for. */
export interface TargetStyle {
  readonly target: Target;
  readonly dsp: "yes" | "no";
}

const usualTarget: TargetStyle = { target: "asic", dsp: "no" };

/** What of a target differs from the defaults, as it is written. */
export const unusualTarget = (style: TargetStyle = usualTarget): [string, string][] =>
  Object.entries(style).filter(([name, value]) => value !== usualTarget[name as keyof TargetStyle]) as [
    string,
    string,
  ][];

/** Why a target cannot be had; undefined where it can. */
export function targetObstacle({ target, dsp }: TargetStyle): string | undefined {
  if (dsp === "no") return undefined;
  if (target === "asic") return "DSPs are of FPGAs; give target=ecp5 or target=xilinx too";
  return target === "ice40" ? "iCE40 HX has no DSPs; leave out dsp=" : undefined;
}

/** How a regime's run is shifted out with the fewest look-up tables, measured on the posit multipliers of 16 and 32 bits. */
const regimes = { ice40: "raw", ecp5: "chain", xilinx: "raw" } as const;

/**
 * The architecture for a target. Few gates make few look-up tables: what measured best for area is best there too, for
 * `balanced` as well. A delay is made as for cells.
 * @param choose what measured best for an objective in cells
 */
export function architectureFor(
  { target, dsp }: TargetStyle,
  objective: Objective,
  choose: (objective: Objective) => Architecture,
): Architecture {
  if (target === "asic") return choose(objective);
  const inCells = choose(objective === "balanced" ? "area" : objective);
  // of posits: multiples of integers take fewer tables than Booth's rows, those of signed significands more
  const isPositProduct = "regime" in inCells && "partialProducts" in inCells;
  return {
    ...inCells,
    ...("regime" in inCells && objective !== "delay" && { regime: regimes[target] }),
    // carry chains
    ...("adder" in inCells && { adder: "plus" }),
    // PLAM's rounded result is not negated in carry chains
    ...("negation" in inCells && { negation: "operands" }),
    ...(isPositProduct && objective !== "delay" && { partialProducts: "booth" }),
    ...("partialProducts" in inCells && dsp === "yes" && { partialProducts: "times" }),
  };
}
