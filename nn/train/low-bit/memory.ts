import { levelsOf, type Bits } from "./course.js";
import { idleLanes, rowTotals, type HardwareLayer, type HardwareNetwork } from "./hardware.js";
import { factorOf, largestTaken } from "./product.js";

/*
 * A layer's memories for $readmemh, a word a line, in hexadecimal:
 *
 *     conv2.weights.mem      rows × words; a word is a port w of the layer's design: lane 0 in the lowest bits
 *     conv2.thresholds.mem   rows × thresholds, ascending, two's complement of acc bits
 *
 * A bit of BinaryDot is 1 for +1 and 0 for −1. Where lanes are idle, w is +1 and x has to be −1: thresholds are lower by as
 * many.
 *
 * A layer without thresholds gives numbers. With S the sum as its design has it:
 *
 *     y = factor · S + bias,     of BinaryDot     y = factor · (S + total) / 2 + bias
 */

/** @returns files by name, and `layers.json`, which says what they are */
export function memoryFiles({ bits, layers }: HardwareNetwork): Map<string, string> {
  const files = new Map<string, string>();
  const described = layers.map((layer) => {
    const { step, thresholds, design } = layer;
    const { lanes, acc } = sizesOf(design);
    const words = Math.ceil(step.depth / lanes);
    const idle = idleLanes(step.depth, lanes);
    const lower = layer.isBinary ? idle : 0;
    const rows = layer.weights.length / step.depth;
    const names = {
      weights: `${layer.fileName}.weights.mem`,
      thresholds: `${layer.fileName}.thresholds.mem`,
    };
    files.set(
      names.weights,
      memory(`${step.name}: ${rows} rows of ${words} words, for w of ${design}`, weightWords(layer)),
    );
    if (thresholds !== undefined)
      files.set(
        names.thresholds,
        memory(
          `${step.name}: ${rows} rows of ${levelsOf(bits)} thresholds of ${acc} bits; a sum that reaches one counts`,
          Array.from(thresholds, (threshold) => hex(BigInt(threshold - lower), acc)),
        ),
      );
    return {
      ...{ layer: step.name, design, rows, terms: step.depth, words_per_row: words, idle_lanes: idle },
      weights: names.weights,
      thresholds: thresholds === undefined ? null : names.thresholds,
      thresholds_per_row: thresholds === undefined ? 0 : levelsOf(bits),
      numbers: thresholds === undefined ? numbersOf(layer, bits, lower) : null,
    };
  });
  files.set("layers.json", `${JSON.stringify({ bits, layers: described }, null, 2)}\n`);
  return files;
}

/** Row by row, how a sum becomes a number. @param idle lanes that give −1 each */
function numbersOf(
  { step: { depth }, taken, steps, weights, bias, isBinary }: HardwareLayer,
  bits: Bits,
  idle: number,
) {
  return {
    factors: Array.from(steps, (one) => factorOf(one, largestTaken(taken, bits))),
    totals: isBinary ? rowTotals(weights, depth).map((total) => total + idle) : null,
    biases: bias === undefined ? null : [...bias],
  };
}

const sizesOf = (
  design: string,
): { readonly lanes: number; readonly acc: number; readonly wbits: number } => {
  const number = (name: string): number => Number(new RegExp(`\\b${name}=(\\d+)`).exec(design)?.[1] ?? 1);
  return { lanes: number("lanes"), acc: number("acc"), wbits: number("wbits") };
};

function weightWords({ step: { depth }, weights, design, isBinary }: HardwareLayer): string[] {
  const { lanes, wbits } = sizesOf(design);
  const bits = isBinary ? 1 : wbits;
  const found: string[] = [];
  for (let row = 0; row < weights.length; row += depth)
    for (let from = 0; from < depth; from += lanes) {
      let word = 0n;
      for (let lane = 0; lane < lanes; lane++) {
        const weight = from + lane < depth ? (weights[row + from + lane] ?? 0) : isBinary ? 1 : 0;
        const pattern = isBinary ? BigInt(weight > 0 ? 1 : 0) : BigInt.asUintN(bits, BigInt(weight));
        word |= pattern << BigInt(lane * bits);
      }
      found.push(hex(word, lanes * bits));
    }
  return found;
}

const hex = (value: bigint, bits: number): string =>
  BigInt.asUintN(bits, value)
    .toString(16)
    .padStart(Math.ceil(bits / 4), "0");

const memory = (title: string, words: readonly string[]): string => `// ${title}\n${words.join("\n")}\n`;
