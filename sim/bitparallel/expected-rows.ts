import type { Design } from "../../generators/design.js";
import { RequestError } from "../../tools/errors.js";
import { layoutOf } from "../word.js";

/**
 * Fills in the expected outputs words of as many inputs words in a row, from `first` on: `words[0]` takes their low
 * 32 bits, `words[1]` the next.
 */
export type ExpectedRows = (first: number, words: readonly Uint32Array[]) => void;

/** Of operands without a fast model: 2^24 take the exact one about a minute a core. */
const mostExactBits = 24;

/** Whether a design's fast model covers these parameters. */
export const hasFastModel = ({ operator, parameters }: Design): boolean =>
  operator.fast?.(parameters) !== undefined;

/**
 * What a design is expected to compute: by the operator's fast model, else by the exact one.
 * @throws {RequestError} there is no fast model, and the exact one would take too long
 */
export function expectedRows(design: Design): ExpectedRows {
  const inputs = layoutOf(design.ports, "input");
  const outputs = layoutOf(design.ports, "output");
  const fast = outputs.width <= 32 ? design.operator.fast?.(design.parameters) : undefined;
  if (fast !== undefined)
    return (first, [low]) => {
      if (low !== undefined) fast(first, low);
    };
  if (inputs.width > mostExactBits)
    throw new RequestError(
      `${design.spec} has ${inputs.width} bits of inputs and no fast model; without one up to ${mostExactBits} bits can be tried exhaustively`,
    );
  return (first, words) => {
    const length = words[0]?.length ?? 0;
    for (let i = 0; i < length; i++) {
      const expected = outputs.pack(design.golden(inputs.unpack(BigInt(first + i))));
      words.forEach((word, k) => (word[i] = Number((expected >> BigInt(32 * k)) & 0xffffffffn)));
    }
  };
}
