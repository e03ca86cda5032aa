import { mostListed, type Comparison } from "../../circuit/comparison.js";
import { SimulationError } from "../../circuit/circuit-error.js";

/** A mismatch as the bench prints it. */
interface BenchMismatch {
  /** The vector's position in the run. */
  readonly index: number;
  /** The outputs side by side, as digits 0, 1, x and z. */
  readonly actual: string;
}

/** What a run of the bench has found. */
export type BenchFindings = Comparison<BenchMismatch>;

/** Lines of the bench, and the simulator's own complaints. Whatever else there is, a core has printed. */
const known = /^(?:mismatch \d+ [01xz]+|done \d+ \d+|(?:WARNING|ERROR): .*)$/;

/**
 * Reads what a run of the bench has printed. Any line that is not the bench's own is an error: one such line is the simulator's
 * warning that it could not read all vectors.
 * @param written how many vectors the run was given
 * @param mayPrint the core is somebody else's, and what it prints means nothing here
 * @throws {SimulationError} foreign lines, no closing line, or counts that do not fit `written` or each other.
 */
export function readTranscript(transcript: string, written: number, mayPrint = false): BenchFindings {
  const lines = transcript
    .split("\n")
    .filter((line) => (mayPrint ? known.test(line) : line !== "" && !line.startsWith("VCD info:")));
  const closing = /^done (\d+) (\d+)$/.exec(lines.at(-1) ?? "");
  const findings = (closing === null ? lines : lines.slice(0, -1)).map((line) => ({
    line,
    finding: /^mismatch (\d+) ([01xz]+)$/.exec(line),
  }));
  const foreign = findings.filter(({ finding }) => finding === null).map(({ line }) => line);
  if (foreign.length > 0)
    throw new SimulationError(
      "unexpected output",
      `the simulation printed:\n${foreign.slice(0, 12).join("\n")}`,
    );
  if (closing === null)
    throw new SimulationError("ended early", "the simulation ended without the test bench's closing line");
  const vectors = Number(closing[1]);
  const mismatches = Number(closing[2]);
  const listed = findings.map(({ finding }) => ({ index: Number(finding?.[1]), actual: finding?.[2] ?? "" }));
  if (vectors === 0) throw new SimulationError("compared nothing", "the simulation compared no vectors");
  if (vectors !== written || listed.length !== Math.min(mismatches, mostListed))
    throw new SimulationError(
      "ended early",
      `the simulation compared ${vectors} of ${written} vectors and listed ${listed.length} of ${mismatches} mismatches`,
    );
  return { vectors, mismatches, listed };
}
