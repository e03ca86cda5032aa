import { z } from "zod";
import { bipolarDot } from "../../golden/dot.js";
import { signed } from "../../golden/integer.js";
import { bipolar, packed } from "../../golden/packed.js";
import { BitHeap, chooseArchitecture, sumOf } from "../blocks/multiply/index.js";
import { bitsFor } from "../blocks/widths.js";
import { v } from "../hdl/index.js";
import { defineOperator, input, output } from "../operator.js";

/** The sum of ±1 in each lane: −lanes … lanes. */
const result = (lanes: number) => signed(bitsFor(lanes) + 1);

/**
 * The dot product of a binarized neural network: 2·popcount(x XNOR w) − lanes. Use it where weights and activations
 * are one bit each; an XNOR gate and a counter a lane replace the multiplier.
 */
export const binaryDot = defineOperator({
  name: "BinaryDot",
  summary: "dot product of +1 and -1: XNOR and popcount, for binarized neural networks",
  source: "M. Rastegari et al., XNOR-Net, ECCV 2016; a bit that is 1 is +1, one that is 0 is -1",
  examples: ["lanes=64", "lanes=8", "lanes=256"],
  parameters: z.strictObject({
    lanes: z.int().min(1).max(1024).default(64).describe("bits of x and of w"),
  }),
  ports: ({ lanes }) => ({
    x: input(packed(bipolar, lanes)),
    w: input(packed(bipolar, lanes)),
    r: output(result(lanes)),
  }),
  golden: ({ lanes }) => {
    const dot = bipolarDot(lanes);
    const format = result(lanes);
    return ({ x, w }) => ({ r: format.wrap(dot(x, w)) });
  },
  build(m, { x, w }, { lanes, objective }) {
    m.section("Lanes that agree count +1, the others -1: twice the former less all lanes");
    const agree = m.wire("agree", lanes, v`~(${x} ^ ${w})`);
    const heap = new BitHeap(result(lanes).width);
    for (let lane = 0; lane < lanes; lane++) heap.add(1, agree.bit(lane));
    heap.addConstant(-BigInt(lanes));
    return { r: sumOf(m, "sum", heap, chooseArchitecture(objective, bitsFor(lanes))) };
  },
  *cases({ lanes }) {
    const all = (1n << BigInt(lanes)) - 1n;
    for (let ones = 0; ones <= lanes; ones++) yield { x: (1n << BigInt(ones)) - 1n, w: all };
  },
});
