import type { Design } from "../generators/design.js";
import type { NumberFormat } from "../golden/format.js";
import type { Packed } from "../golden/packed.js";
import { RequestError } from "../tools/errors.js";

/** How a design takes the factors of a sum of products. */
export interface FactorPorts {
  /** The ports of both factors: `x` and `y`, or `x` and `w`. */
  readonly names: readonly [x: string, y: string];
  /** Of one factor, in one lane. */
  readonly formats: readonly [x: NumberFormat, y: NumberFormat];
  /** Pairs of factors in a step; 1 but for dot products. */
  readonly lanes: number;
  /** Whether it is a dot product of narrow numbers: a layer's bias is then a threshold beside its sum, in float32. */
  readonly isDot: boolean;
  /** The sum so far is held in a register, comes in as an addend, or there is none and products come out. */
  readonly sum: "register" | "addend" | "none";
}

/**
 * The ports by which a multiplier, a MAC unit or a dot product takes factors.
 * @throws {RequestError} the design is none of these
 */
export function factorPorts(design: Design): FactorPorts {
  const { spec, core } = design;
  const operands = Object.entries(core.ports).filter(
    ([, { direction, likelihood }]) => direction === "input" && likelihood === undefined,
  );
  const names = operands.map(([name]) => name).filter((name) => name !== "a");
  const [x, y] = names.map((name) => core.ports[name]?.format);
  const isOfFactors = ["x,y", "x,w"].includes(names.join()) && "r" in core.ports;
  if (!isOfFactors || x === undefined || y === undefined || !(isPacked(x) || givesProducts(design)))
    throw new RequestError(
      `${spec} takes ${operands.map(([name]) => name).join(", ")}; recorded sums are of products x·y, for multipliers, MAC units and dot products`,
    );
  return {
    names: [names[0] ?? "", names[1] ?? ""],
    formats: [elementOf(x), elementOf(y)],
    lanes: isPacked(x) ? x.lanes : 1,
    isDot: isPacked(x),
    sum: "clear" in core.ports ? "register" : "a" in core.ports ? "addend" : "none",
  };
}

/** Whether 1 in the last place times 0 is 0, both ways: a sum, a quotient, a maximum are told apart by that. */
const givesProducts = ({ core }: Design): boolean =>
  [
    { x: 1n, y: 0n },
    { x: 0n, y: 1n },
  ].every((factors) => core.golden({ rst: 0n, clear: 0n, en: 1n, a: 0n, ...factors }).r === 0n);

export const isPacked = (format: NumberFormat): format is Packed => "lanes" in format;

const elementOf = (format: NumberFormat): NumberFormat => (isPacked(format) ? format.element : format);
