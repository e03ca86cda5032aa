import type { Design } from "../generators/design.js";
import { packVector, unpackVector, vectorLayout } from "./state.js";

/**
 * The outputs words that the golden model expects, one for each inputs word, laid out as `vectorLayout` has them. The words of a
 * sequential design are successive clock cycles from reset.
 * @throws {RangeError} the golden model's results do not fit the ports.
 */
export function expectedWords(design: Design, words: readonly bigint[]): bigint[] {
  const { state } = design;
  const [inputs, outputs] = [vectorLayout(design, "input"), vectorLayout(design, "output")];
  const model = design.machine?.() ?? ((bits) => design.golden(bits));
  return words.map((word) => packVector(outputs, state, model(unpackVector(inputs, state, word))));
}

/**
 * Words as test benches read them: the inputs word above the outputs word that is expected for it.
 * @throws {RangeError} the golden model's results do not fit the ports.
 */
export function checkedWords(design: Design, words: readonly bigint[]): bigint[] {
  const below = BigInt(vectorLayout(design, "output").width);
  const expected = expectedWords(design, words);
  return words.map((word, i) => (word << below) | (expected[i] ?? 0n));
}
