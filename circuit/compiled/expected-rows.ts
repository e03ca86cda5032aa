import type { Design } from "../../generators/design.js";
import type { FastModel } from "../../golden/fast.js";
import { layoutOf } from "../../operands/word.js";

/**
 * Fills in the expected outputs words of as many inputs words in a row, from `first` on: `words[0]` takes their low
 * 32 bits, `words[1]` the next.
 */
export type ExpectedRows = (first: number, words: readonly Uint32Array[]) => void;

/** Most input bits without a fast model: the exact one takes about a minute a core for 2^24 words. */
export const mostExactBits = 24;

/** Whether a design's fast model covers these parameters. */
export const hasFastModel = (design: Design): boolean => fastModel(design) !== undefined;

/** The operator's, where the outputs fit one word of 32 bits. */
function fastModel({ operator, parameters, ports }: Design): FastModel | undefined {
  return layoutOf(ports, "output").width <= 32 ? operator.fast?.(parameters) : undefined;
}

/** What a design is expected to compute: by the operator's fast model, else by the exact one. */
export function expectedRows(design: Design): ExpectedRows {
  const fast = fastModel(design);
  if (fast !== undefined)
    return (first, [low]) => {
      if (low !== undefined) fast(first, low);
    };
  const inputs = layoutOf(design.ports, "input");
  const outputs = layoutOf(design.ports, "output");
  return (first, words) => {
    const length = words[0]?.length ?? 0;
    for (let i = 0; i < length; i++) {
      const expected = outputs.pack(design.golden(inputs.unpack(BigInt(first + i))));
      words.forEach((word, k) => (word[i] = Number((expected >> BigInt(32 * k)) & 0xffffffffn)));
    }
  };
}
