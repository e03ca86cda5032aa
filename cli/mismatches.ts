import type { Mismatch, Readings } from "../sim/mismatch.js";
import type { VerifyResult } from "../sim/verify.js";

/** The first mismatches of a run, decoded, for a person. */
export function mismatchReport({ design, failure, mismatches, first_mismatches, vcd }: VerifyResult): string {
  const title =
    failure === undefined
      ? `${design}: ${mismatches.toLocaleString("en-US")} mismatches, of which the first ${first_mismatches.length}:`
      : `${design}: ${failure.kind}: ${failure.message}`;
  const waveforms = vcd === undefined ? [] : [`  waveforms of these vectors: ${vcd}`];
  return [title, ...first_mismatches.map(mismatchLines), ...waveforms].join("\n");
}

const mismatchLines = ({ inputs, expected, actual }: Mismatch): string =>
  [...lines("given", inputs), ...lines("expected", expected), ...lines("but was", actual)].join("\n");

const lines = (label: string, readings: Readings): string[] =>
  Object.entries(readings).map(([name, { bits, value, fields }], index) => {
    const parts = Object.entries(fields).map(([field, text]) => `${field} ${text}`);
    return `  ${(index === 0 ? label : "").padEnd(8)}  ${name} = ${bits}  ${value}  ${parts.join("  ")}`.trimEnd();
  });
