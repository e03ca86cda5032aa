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
