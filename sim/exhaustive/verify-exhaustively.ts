import type { Design } from "../../generators/design.js";
import { RequestError } from "../../tools/errors.js";
import type { OpenedNetlist } from "../../circuit/opened-netlist.js";
import { decodeMismatch, type Mismatch } from "../vectors/mismatch.js";
import { SimulationError, type SimulationFailure } from "../../circuit/circuit-error.js";
import { layoutOf } from "../../operands/word.js";
import { evaluateCircuit, type Circuit } from "../../circuit/circuit.js";
import { hasFastModel, mostExactBits } from "../../circuit/compiled/expected-rows.js";
import {
  runEveryWord,
  type EveryWordOptions,
  type EveryWordResult,
} from "../../circuit/compiled/run-every-word.js";

export interface ExhaustiveOptions extends EveryWordOptions {
  /** Most mismatches that the result shows decoded, up to 100. Default 10. */
  readonly listed?: number;
}

/** Plain data, its fields as those of `VerifyResult`; goes into JSON as it is. */
export interface ExhaustiveResult {
  /** The design as a person writes it. */
  readonly design: string;
  readonly level: "exhaustive";
  /** `pass`: every vector there is was compared and none mismatched. `undecided`: none yet, but the run was stopped. */
  readonly verdict: "pass" | "fail" | "undecided";
  /** Why not every vector was compared. */
  readonly failure?: {
    readonly kind: SimulationFailure | "stopped";
    /** Of a run that was stopped: how far it came. */
    readonly message: string;
  };
  /** Whether every vector there is was compared. */
  readonly exhaustive: boolean;
  /** Vectors compared: the first of all, counting the inputs side by side as one number. */
  readonly vectors: number;
  /** Vectors there are. */
  readonly total_vectors: number;
  readonly mismatches: number;
  readonly first_mismatches: readonly Mismatch[];
  readonly seed: null;
  readonly seconds: number;
  readonly simulator: string;
  readonly warnings: readonly string[];
}

/** Most input bits of which every word is tried. */
const mostInputBits = 32;

/** Why not every word of a design's inputs can be tried; undefined where it can. */
export function exhaustiveObstacle(design: Design): string | undefined {
  if (design.machine !== null || design.latency > 0) return "it has registers";
  const { width } = layoutOf(design.ports, "input");
  if (width > mostInputBits) return `it has ${width} bits of inputs, more than ${mostInputBits}`;
  if (width > mostExactBits && !hasFastModel(design))
    return `it has ${width} bits of inputs, and without a fast model no more than ${mostExactBits} are tried`;
  return undefined;
}

/**
 * Compares a design's mapped netlist with its model on every inputs word, up to 2^32 of them.
 * @param netlist whose cells compute what the library's Liberty file says
 * @throws {RequestError} there is an `exhaustiveObstacle`
 */
export async function verifyExhaustively(
  netlist: OpenedNetlist,
  options: ExhaustiveOptions = {},
): Promise<ExhaustiveResult> {
  const start = performance.now();
  const { design } = netlist;
  const obstacle = exhaustiveObstacle(design);
  if (obstacle !== undefined)
    throw new RequestError(`not every operand of ${design.spec} can be tried: ${obstacle}`);

  const findings = await findMismatches(netlist, options);
  const complete = findings.vectors === findings.total;
  const passed = findings.mismatches === 0 && findings.failure === undefined;
  return {
    design: design.spec,
    level: "exhaustive",
    verdict: passed ? (complete ? "pass" : "undecided") : "fail",
    ...failureOf(findings, layoutOf(design.ports, "input").width),
    exhaustive: complete,
    vectors: findings.vectors,
    total_vectors: findings.total,
    mismatches: findings.mismatches,
    first_mismatches: findings.decoded,
    seed: null,
    seconds: Math.round(performance.now() - start) / 1000,
    simulator: "bit-parallel WebAssembly",
    warnings: [],
  };
}

interface Findings extends EveryWordResult {
  readonly decoded: readonly Mismatch[];
  readonly failure?: SimulationError;
}

async function findMismatches(netlist: OpenedNetlist, options: ExhaustiveOptions): Promise<Findings> {
  const { design } = netlist;
  try {
    const { circuit } = netlist;
    if (circuit.outputs.length === 0)
      throw new SimulationError("compared nothing", `${design.spec} has no outputs to compare`);
    const found = await runEveryWord(circuit, design, options);
    const decoded = found.listed
      .slice(0, options.listed ?? 10)
      .map((word) => decode(design, circuit, BigInt(word)));
    return { ...found, decoded };
  } catch (failure) {
    if (!(failure instanceof SimulationError)) throw failure;
    const total = 2 ** layoutOf(design.ports, "input").width;
    return { vectors: 0, mismatches: 0, listed: [], total, decoded: [], failure };
  }
}

/** @throws {Error} the outputs are what the exact model says: then the design is right and the fast model wrong. */
function decode(design: Design, circuit: Circuit, word: bigint): Mismatch {
  const actual = evaluateCircuit(circuit, word);
  const expected = layoutOf(design.ports, "output").pack(
    design.golden(layoutOf(design.ports, "input").unpack(word)),
  );
  if (actual === expected)
    throw new Error(
      `the fast model of ${design.spec} differs from the exact one at inputs 0x${word.toString(16)}`,
    );
  return decodeMismatch(design, word, actual.toString(2).padStart(circuit.outputs.length, "0"));
}

function failureOf({ failure, vectors, total }: Findings, width: number): Pick<ExhaustiveResult, "failure"> {
  if (failure !== undefined) return { failure: { kind: failure.kind, message: failure.message } };
  if (vectors === total) return {};
  const digits = (word: number): string => `0x${word.toString(16).padStart(Math.ceil(width / 4), "0")}`;
  const range = vectors === 0 ? "" : `: ${digits(0)} to ${digits(vectors - 1)}`;
  const message = `stopped after ${vectors.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} vectors${range}`;
  return { failure: { kind: "stopped", message } };
}
