import type { Design } from "../../generators/design.js";
import { resetLevel, resetPort } from "../../generators/hdl/reset.js";
import { pulsesOf } from "../../golden/reset-pulse.js";
import { evaluateCircuit } from "../../circuit/circuit.js";
import { joinComparisons, mostListed, type Comparison } from "../../circuit/comparison.js";
import { expectedWords } from "../../operands/expected.js";
import { stateGiven, unpackVector, vectorLayout } from "../../operands/state.js";
import { wordsOf, type Vectors } from "../vectors/vectors.js";
import { Cone } from "./cone.js";
import type { SimulatedCircuit } from "./simulated-circuit.js";

/** A vector whose outputs are not as expected: which one, and the outputs as digits 0 and 1, below the state if that is compared. */
interface WrongOutputs {
  readonly index: number;
  readonly actual: string;
}

/**
 * Compares a circuit with its design's golden model: combinational ones on 1,024 vectors at a time, others cycle by cycle.
 * Registers are 1 at first; there is no x.
 * @param onProgress is told how many vectors have been compared
 * @throws {RangeError} golden results do not fit the ports
 */
export function runCircuit(
  design: Design,
  simulated: SimulatedCircuit,
  vectors: Vectors,
  onProgress: (done: number, total: number) => void = () => undefined,
): Comparison<WrongOutputs> {
  if (vectors.sequence) return runCycles(design, simulated, vectors);
  const cone = new Cone(simulated.circuit, simulated.circuit.outputs, wordsPerBlock);
  const parts: Comparison<WrongOutputs>[] = [];
  for (let start = 0; start < vectors.count; start += 32 * wordsPerBlock) {
    const block = wordsOf(vectors, start, Math.min(32 * wordsPerBlock, vectors.count - start));
    parts.push(compareBlock(design, simulated, cone, block, start));
    onProgress(start + block.length, vectors.count);
  }
  return joinComparisons(parts, ({ index }) => index);
}

const wordsPerBlock = 32;

function compareBlock(
  design: Design,
  { circuit }: SimulatedCircuit,
  cone: Cone,
  block: readonly bigint[],
  start: number,
): Comparison<WrongOutputs> {
  const expected = expectedWords(design, block);
  cone.run(block);
  const differing = new Int32Array(wordsPerBlock);
  for (const output of circuit.outputs.keys()) {
    const planes = new Int32Array(wordsPerBlock);
    expected.forEach((word, lane) => {
      if ((word >> BigInt(output)) & 1n) planes[lane >> 5] = (planes[lane >> 5] ?? 0) | (1 << (lane & 31));
    });
    planes.forEach((plane, word) => {
      differing[word] = (differing[word] ?? 0) | (plane ^ cone.valueOf(output, word));
    });
  }
  const wrong = block.flatMap((word, lane) =>
    ((differing[lane >> 5] ?? 0) >>> (lane & 31)) & 1
      ? [{ index: start + lane, actual: digits(evaluateCircuit(circuit, word), circuit.outputs.length) }]
      : [],
  );
  return { vectors: block.length, mismatches: wrong.length, listed: wrong.slice(0, mostListed) };
}

/**
 * Cycles in the order of the test bench:
 *
 *     inputs, asynchronous reset or a pulse of it ─► edge ─► load ─► pulse ─► compare
 */
function runCycles(
  design: Design,
  { circuit, resets, state }: SimulatedCircuit,
  vectors: Vectors,
): Comparison<WrongOutputs> {
  const outputs = circuit.outputs.slice(0, circuit.outputs.length - resets.length);
  const [shown, next] = [outputs, circuit.outputs.slice(outputs.length)].map(
    (cone) => new Cone(circuit, cone, 1),
  ) as [Cone, Cone];
  const [given, results] = [vectorLayout(design, "input"), vectorLayout(design, "output")];
  const ports = circuit.inputWidth - resets.length;
  const words = wordsOf(vectors);
  const expected = expectedWords(design, words);
  let held = resets.map(() => true);
  const clear = (): void => void (held = held.map((bit, i) => (resets[i] == null ? bit : resets[i] === 1)));
  const wrong: WrongOutputs[] = [];
  words.forEach((word, index) => {
    const bits = unpackVector(given, design.state, word);
    const { before, after } = pulsesOf(bits);
    const read = (bit: number): boolean =>
      bit < ports ? ((word >> BigInt(bit)) & 1n) === 1n : held[bit - ports] === true;
    if (before || resetActs(design, bits)) clear();
    next.runBits(read);
    held = held.map((_, i) => (next.valueOf(i, 0) & 1) === 1);
    if (Object.keys(design.state).some((name) => name in bits))
      state.forEach(({ register, inverted }, i) => {
        held[register] = (((word >> BigInt(ports + i)) & 1n) === 1n) !== inverted;
      });
    if (after) clear();
    shown.runBits(read);
    if (index < design.fill) return;
    const wanted = expected[index] ?? 0n;
    const isKnown = results.unpack(wanted)[stateGiven] === 1n;
    const own = outputs.map((_, i) => (shown.valueOf(i, 0) & 1) === 1);
    const kept = state.map(({ register, inverted }) => isKnown && (held[register] === true) !== inverted);
    const actual = wordOf([...own, ...kept]);
    if (actual !== BigInt.asUintN(own.length + kept.length, wanted))
      wrong.push({ index, actual: digits(actual, own.length + kept.length) });
  });
  return { vectors: words.length, mismatches: wrong.length, listed: wrong.slice(0, mostListed) };
}

const resetActs = ({ reset }: Design, bits: Readonly<Record<string, bigint>>): boolean =>
  reset?.reset === "async" && bits[resetPort(reset)] === resetLevel(reset);

const wordOf = (bits: readonly boolean[]): bigint =>
  BigInt(
    `0b0${bits
      .map((bit) => (bit ? "1" : "0"))
      .toReversed()
      .join("")}`,
  );

const digits = (word: bigint, width: number): string => word.toString(2).padStart(width, "0");
