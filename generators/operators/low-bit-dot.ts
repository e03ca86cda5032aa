import { z } from "zod";
import { alwaysShown } from "../contract/shown.js";
import { dot, dotElements, dotResult, type DotShape } from "../../golden/dot.js";
import type { Integer } from "../../golden/integer.js";
import { packed } from "../../golden/packed.js";
import { addArray } from "../blocks/multiply/array.js";
import { BitHeap, chooseArchitecture, reductionChoices, sumOf } from "../blocks/multiply/index.js";
import type { Signal } from "../hdl/index.js";
import { longSums, type Step } from "./cases/long-sums.js";
import { accumulating } from "./shared/accumulating.js";
import { oneOf } from "../contract/parameter.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { accumulatorHolds, dotAccumulator, dotSum, sumFormat } from "./shared/dot-accumulator.js";

/** Bits of an activation or a weight. */
const elementBits = z.int().min(1).max(16).default(4).meta(alwaysShown);

const { holds, blame } = accumulatorHolds(dotResult);

const resultFormat = (shape: DotShape & { readonly acc: number }): Integer =>
  sumFormat(dotResult(shape), shape.acc);

/**
 * The dot product of a quantized neural network: every lane's partial products in one compressor tree, with
 * one final addition.
 * Use it for 2- to 8-bit weights and activations; for one bit each see BinaryDot. A one-bit signed number is
 * 0 or −1.
 * With `acc`, a is added and the sum wraps around modulo 2^acc.
 */
export const lowBitDot = accumulating(
  defineOperator({
    name: "LowBitDot",
    summary: "dot product of few-bit integers, one compressor tree for all lanes; optional accumulator input",
    source: "as defined here: r = x0 w0 + x1 w1 + ... (+ a), exact, modulo 2^acc where acc is given",
    examples: [
      "lanes=8 xbits=4 wbits=4 acc=32",
      "lanes=2 xbits=3 wbits=2",
      "lanes=16 xbits=8 wbits=2 signs=mixed",
    ],
    parameters: z
      .strictObject({
        lanes: z.int().min(1).max(256).default(8).describe("products in a sum").meta(alwaysShown),
        xbits: elementBits.describe("bits of an activation, a lane of x"),
        wbits: elementBits.describe("bits of a weight, a lane of w"),
        signs: oneOf("activations and weights are", {
          unsigned: "both unsigned",
          signed: "both two's complement",
          mixed: "unsigned and two's complement",
        }).default("signed"),
        acc: dotAccumulator,
      })
      .refine(holds, blame),
    ports: (p) => {
      const { x, w } = dotElements(p);
      return {
        x: input(packed(x, p.lanes)),
        w: input(packed(w, p.lanes)),
        ...(p.acc > 0 && { a: input(resultFormat(p)) }),
        r: output(resultFormat(p)),
      };
    },
    computes: ({ acc }) => exactly(acc > 0 ? "a + Σ xᵢ·wᵢ" : "Σ xᵢ·wᵢ"),
    golden: (p) => {
      const product = dot(p);
      const format = resultFormat(p);
      return ({ x, w, a }) => ({ r: format.wrap(product(x, w) + (p.acc > 0 ? a : 0n)) });
    },
    dot: ({ xbits, wbits, signs, acc }) => ({
      operands: { kind: "integer", bits: xbits, signed: signs === "signed" },
      weights: { kind: "integer", bits: wbits, signed: signs !== "unsigned" },
      product: { kind: "exact" },
      roundsProduct: false,
      ...dotSum(acc),
    }),
    architecture: {
      choices: reductionChoices,
      choose(objective, p) {
        const { tree, counters, adder } = chooseArchitecture(objective, resultFormat(p).width / 2);
        return { tree, counters, adder };
      },
    },
    build(m, inputs, p) {
      const { lanes, xbits, wbits, architecture, acc } = p;
      const elements = dotElements(p);
      const heap = new BitHeap(resultFormat(p).width);
      for (let lane = 0; lane < lanes; lane++) {
        const part = m.scope(`lane${lane}`);
        part.section(`Lane ${lane}`);
        const take = (name: "x" | "w", bits: number): Signal =>
          part.wire(name, bits, inputs[name].bits((lane + 1) * bits - 1, lane * bits));
        addArray(
          part,
          heap,
          { bits: take("x", xbits), signed: elements.x.isSigned },
          { bits: take("w", wbits), signed: elements.w.isSigned },
        );
      }
      if (acc > 0) heap.addRow(0, inputs.a);
      return { r: sumOf(m, "sum", heap, architecture) };
    },
  }),
  {
    sums: (p: DotShape & { acc: number }) => longSums(p.acc, largestDots(p)),
  },
);

/** Steps that add most, of each sign: every lane holds the same extreme numbers. */
function largestDots(shape: DotShape): Step[] {
  const { lanes, xbits, wbits } = shape;
  const { x, w } = dotElements(shape);
  const product = dot(shape);
  const ends = ({ width, isSigned }: Integer): bigint[] =>
    isSigned ? [1n << BigInt(width - 1), (1n << BigInt(width - 1)) - 1n] : [(1n << BigInt(width)) - 1n];
  const all = (bits: bigint, width: number): bigint =>
    Array.from({ length: lanes }, (_, lane) => bits << BigInt(lane * width)).reduce((a, b) => a | b);
  const most = ends(x)[0] ?? 0n;
  return ends(w).flatMap((weight): Step[] => {
    const operands = { x: all(most, xbits), w: all(weight, wbits) };
    const adds = product(operands.x, operands.w);
    return adds === 0n ? [] : [{ operands, widths: { x: lanes * xbits, w: lanes * wbits }, adds }];
  });
}
