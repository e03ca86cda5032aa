import { z } from "zod";
import { alwaysShown } from "../contract/shown.js";
import { bipolarDot } from "../../golden/dot.js";
import { signed, type Integer } from "../../golden/integer.js";
import { bipolar, packed } from "../../golden/packed.js";
import { BitHeap, reductionChoices, chooseArchitecture, sumOf } from "../blocks/multiply/index.js";
import { bitsFor } from "../blocks/widths.js";
import { v } from "../hdl/index.js";
import { longSums, type Step } from "./cases/long-sums.js";
import { accumulating } from "./shared/accumulating.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { accumulatorHolds, dotAccumulator, dotSum, sumFormat } from "./shared/dot-accumulator.js";

interface BinaryShape {
  readonly lanes: number;
  readonly acc: number;
}

/** The format of a sum of ±1 over all lanes, −lanes … lanes. */
const ownResult = ({ lanes }: BinaryShape): Integer => signed(bitsFor(lanes) + 1);

const { holds, blame } = accumulatorHolds(ownResult);

const resultFormat = (shape: BinaryShape): Integer => sumFormat(ownResult(shape), shape.acc);

/**
 * The dot product of a binarized neural network: 2·popcount(x XNOR w) − lanes.
 * Example: x = 110, w = 101 agree in one lane of three: 2·1 − 3 = −1.
 * Use it where weights and activations are one bit each; an XNOR gate and a counter a lane replace the
 * multiplier.
 * With `acc`, a is added and the sum wraps around modulo 2^acc.
 */
export const binaryDot = accumulating(
  defineOperator({
    name: "BinaryDot",
    summary:
      "dot product of +1 and -1: XNOR and popcount, for binarized neural networks; optional accumulator input",
    source: "M. Rastegari et al., XNOR-Net, ECCV 2016; a bit that is 1 is +1, one that is 0 is -1",
    examples: ["lanes=64 acc=24", "lanes=8", "lanes=256"],
    parameters: z
      .strictObject({
        lanes: z.int().min(1).max(1024).default(64).describe("bits of x and of w").meta(alwaysShown),
        acc: dotAccumulator,
      })
      .refine(holds, blame),
    ports: (p) => ({
      x: input(packed(bipolar, p.lanes)),
      w: input(packed(bipolar, p.lanes)),
      ...(p.acc > 0 && { a: input(resultFormat(p)) }),
      r: output(resultFormat(p)),
    }),
    computes: ({ acc }) => exactly(acc > 0 ? "a + Σ xᵢ·wᵢ" : "Σ xᵢ·wᵢ"),
    golden: (p) => {
      const dot = bipolarDot(p.lanes);
      const format = resultFormat(p);
      return ({ x, w, a }) => ({ r: format.wrap(dot(x, w) + (p.acc > 0 ? a : 0n)) });
    },
    dot: ({ acc }) => ({
      operands: { kind: "bipolar" },
      product: { kind: "exact" },
      roundsProduct: false,
      ...dotSum(acc),
    }),
    architecture: {
      choices: reductionChoices,
      choose(objective, { lanes }) {
        const { tree, counters, adder } = chooseArchitecture(objective, bitsFor(lanes));
        return { tree, counters, adder };
      },
    },
    build(m, inputs, p) {
      const { x, w } = inputs;
      const { lanes, acc, architecture } = p;
      m.section("Lanes that agree count +1, the others -1: twice the former less all lanes");
      const agree = m.wire("agree", lanes, v`~(${x} ^ ${w})`);
      const heap = new BitHeap(resultFormat(p).width);
      for (let lane = 0; lane < lanes; lane++) heap.add(1, agree.bit(lane));
      heap.addConstant(-BigInt(lanes));
      if (acc > 0) heap.addRow(0, inputs.a);
      return { r: sumOf(m, "sum", heap, architecture) };
    },
    *cases({ lanes, acc }) {
      const all = (1n << BigInt(lanes)) - 1n;
      for (let ones = 0; ones <= lanes; ones++)
        yield {
          x: (1n << BigInt(ones)) - 1n,
          w: all,
          ...(acc > 0 && { a: BigInt.asUintN(acc, all >> BigInt(ones)) }),
        };
    },
  }),
  {
    sums: ({ lanes, acc }: BinaryShape & { acc: number }) => {
      const ones = (1n << BigInt(lanes)) - 1n;
      const step = (w: bigint, adds: number): Step => ({
        operands: { x: ones, w },
        widths: { x: lanes, w: lanes },
        adds: BigInt(adds),
      });
      return longSums(acc, [step(ones, lanes), step(0n, -lanes)]);
    },
  },
);
