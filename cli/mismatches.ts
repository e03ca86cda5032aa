import type { Mismatch, Readings } from "../sim/vectors/mismatch.js";

/** What a simulation found, at any level. */
interface Findings {
  readonly design: string;
  readonly level: string;
  readonly failure?: { readonly kind: string; readonly message: string };
  readonly mismatches: number;
  readonly first_mismatches: readonly Mismatch[];
  readonly vcd?: string;
  readonly vcd_lost?: string;
}

/** The first mismatches of a run, decoded, for a person. */
export function mismatchReport({
  design,
  level,
  failure,
  mismatches,
  first_mismatches,
  vcd,
  vcd_lost,
}: Findings): string {
  const title =
    failure === undefined
      ? `${design}, ${level}: ${mismatches.toLocaleString("en-US")} mismatches, of which the first ${first_mismatches.length}:`
      : `${design}, ${level}: ${failure.kind}: ${failure.message}`;
  const waveforms = vcd === undefined ? [] : [`  waveforms of these vectors: ${vcd}`];
  const lost = vcd_lost === undefined ? [] : [`  ${vcd_lost}`];
  return [title, ...first_mismatches.map(mismatchLines), ...waveforms, ...lost].join("\n");
}

/** Operands, what the golden model expects of them, and what came out. */
export const mismatchLines = ({ inputs, expected, actual }: Mismatch): string =>
  [...lines("given", inputs), ...lines("expected", expected), ...lines("but was", actual)].join("\n");

/** The inputs of each cycle of a sequence, from its first, a line each. */
export const cycleLines = (cycles: readonly Readings[]): string[] =>
  cycles.map((inputs, cycle) => {
    const given = Object.entries(inputs).map(([name, { bits, value }]) =>
      value === "" || BigInt(bits) <= 1n ? `${name}=${bits}` : `${name}=${bits} (${value})`,
    );
    return `  ${`cycle ${cycle}`.padEnd(8)}  ${given.join("  ")}`;
  });

const lines = (label: string, readings: Readings): string[] =>
  Object.entries(readings).map(([name, { bits, value, fields }], index) => {
    const parts = Object.entries(fields).map(([field, text]) => `${field} ${text}`);
    return `  ${(index === 0 ? label : "").padEnd(8)}  ${name} = ${bits}  ${value}  ${parts.join("  ")}`.trimEnd();
  });
