import type { Design } from "../../generators/design.js";
import { usualLevel } from "../../generators/contract/operator.js";
import { deviation, type Deviation } from "../../error-metrics/tally.js";
import type { Bits, NumberFormat } from "../../golden/format.js";
import { readOperand } from "../../operands/written-operand.js";
import { RequestError } from "../../tools/errors.js";
import { hex } from "./bits.js";

/** An operand as it stands in its field. */
export interface Played {
  readonly name: string;
  readonly format: NumberFormat;
  readonly text: string;
  readonly bits: bigint | null;
  /** What is wrong with it, or what rounding made of it. */
  readonly problem: string;
  readonly note: string;
}

export interface PlayedResult {
  readonly name: string;
  readonly format: NumberFormat;
  readonly bits: bigint;
  /** Of an approximate operator. */
  readonly exact: bigint | null;
  /** Null where one of the results is no number. */
  readonly apart: Deviation | null;
}

/** A design's operands, typed or chosen, and what it makes of them. Of a sequential one: in the first cycle after reset. */
export function play(
  design: Design,
  typed: Readonly<Record<string, string>>,
): { operands: Played[]; results: PlayedResult[] } {
  const { core } = design;
  const inputs = Object.entries(core.ports).filter(([, { direction }]) => direction === "input");
  const operands = inputs.map(([name, { format }], index) =>
    operand(name, format, typed[name] ?? usualText(core, name, index)),
  );
  const bits = Object.fromEntries(
    operands.flatMap(({ name, bits }) => (bits === null ? [] : [[name, bits]])),
  );
  return { operands, results: Object.keys(bits).length < operands.length ? [] : resultsOf(core, bits) };
}

function resultsOf(core: Design, bits: Bits): PlayedResult[] {
  const found = core.golden(bits);
  const right = core.operator.exact?.(core.parameters)?.(bits);
  return Object.entries(core.ports)
    .filter(([, { direction }]) => direction === "output")
    .map(([name, { format, wraps }]) => {
      const [own = 0n, exact = null] = [found[name], right?.[name]];
      return {
        name,
        format,
        bits: own,
        exact,
        apart: exact === null ? null : (deviation(format, exact, own, wraps) ?? null),
      };
    });
}

function operand(name: string, format: NumberFormat, text: string): Played {
  try {
    const { bits, note = "" } = readOperand(name, text.trim(), format);
    return { name, format, text, bits, problem: "", note };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { name, format, text, bits: null, problem: error.message, note: "" };
  }
}

/** Operands at which approximations err, of about a format's size. */
const values = ["1.7", "2.6", "0.3"];
const shares = [11n, 7n, 3n];

function usualText({ ports }: Design, name: string, index: number): string {
  const port = ports[name];
  if (port === undefined) return "0";
  if (port.likelihood !== undefined) return String(usualLevel(port));
  const { format } = port;
  if (format.width === 1) return "0";
  if ("isSigned" in format)
    return String(((shares[index % 3] ?? 1n) * (1n << BigInt(format.width - 2))) / 16n);
  if (format.nearest !== undefined) return values[index % 3] ?? "1";
  return `0x${BigInt.asUintN(format.width, 0x3a5c96e1d2b487f0n >> BigInt(7 * index)).toString(16)}`;
}

/** The pattern beside this one: what the buttons beside an operand go to. */
export const neighbour = ({ format, bits }: Played, by: bigint): string =>
  hex(BigInt.asUintN(format.width, (bits ?? 0n) + by), format);
