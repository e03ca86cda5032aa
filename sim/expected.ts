import type { Design } from "../generators/design.js";
import { layoutOf } from "./word.js";

/**
 * The outputs that the golden model expects for each input word, side by side. The words of a sequential design
 * are successive clock cycles from reset.
 * @throws {RangeError} the golden model's results do not fit the ports.
 */
export function expectedWords(design: Design, words: readonly bigint[]): bigint[] {
  const inputs = layoutOf(design.ports, "input");
  const outputs = layoutOf(design.ports, "output");
  const model = design.machine?.() ?? ((bits) => design.golden(bits));
  return words.map((word) => outputs.pack(model(inputs.unpack(word))));
}

/**
 * Each input word above the outputs that are expected for it, as test benches read them.
 * @throws {RangeError} the golden model's results do not fit the ports.
 */
export function checkedWords(design: Design, words: readonly bigint[]): bigint[] {
  const below = BigInt(layoutOf(design.ports, "output").width);
  const expected = expectedWords(design, words);
  return words.map((word, i) => (word << below) | (expected[i] ?? 0n));
}
