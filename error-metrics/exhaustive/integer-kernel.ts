import type { FastModel } from "../../golden/fast.js";
import { layoutOf } from "../../operands/word.js";
import type { ErrorSubject } from "../sampled.js";
import type { ErrorKernel } from "./shares.js";
import { ErrorSums } from "./sums.js";

/** Words of a share whose results are held against the golden model, where another one stands in for it. */
const checked = 16;

/**
 * The errors of integers of at most 32 bits, by fast models of both results.
 * @param standsIn whether `fast` is no model of the operator, but what its RTL computes
 */
export function integerKernel(
  { design: { core, spec }, model, result: { name, format } }: ErrorSubject,
  fast: FastModel,
  exactFast: FastModel,
  standsIn: boolean,
): ErrorKernel {
  const inputs = layoutOf(core.ports, "input");
  const share = Math.min(2 ** 20, 2 ** inputs.width);
  const rows = Math.min(2 ** 12, share);
  const [found, right] = [new Uint32Array(rows), new Uint32Array(rows)];
  const above = format.ascendsAs === "signed" ? 32 - format.width : 0;
  const valueOf = (pattern: number): number =>
    format.ascendsAs === "signed" ? (pattern << above) >> above : pattern;
  return {
    isFast: true,
    share,
    sumsOf(first) {
      const sums = new ErrorSums(1);
      for (let from = first; from < first + share; from += rows) {
        fast(from, found);
        exactFast(from, right);
        if (standsIn) check(from, first);
        addRows(sums);
      }
      return sums;
    },
  };

  /** Sums of whole numbers below 2^44 are exact here. */
  function addRows(sums: ErrorSums): void {
    let [samples, wrong, wrongZeros] = [0, 0, 0];
    let [error, distance, square, relative, relativeDistance] = [0, 0, 0, 0, 0];
    let [worst, lowest, highest, largest] = [0, 0, 0, 0];
    for (let i = 0; i < rows; i++) {
      const exact = valueOf(right[i] ?? 0);
      const own = valueOf(found[i] ?? 0) - exact;
      const magnitude = Math.abs(exact);
      if (magnitude > largest) largest = magnitude;
      if (exact !== 0) samples++;
      if (own === 0) continue;
      const apart = Math.abs(own);
      wrong++;
      error += own;
      distance += apart;
      square += own * own;
      if (apart > worst) worst = apart;
      if (exact === 0) {
        wrongZeros++;
        continue;
      }
      const share = own / exact;
      relative += share;
      relativeDistance += Math.abs(share);
      if (share > highest) highest = share;
      if (share < lowest) lowest = share;
    }
    sums.join(0, {
      ...{ compared: rows, samples, wrong, wrongZeros, error, distance, square, relative, relativeDistance },
      // patterns of integers ascend by their values
      ...{ ulps: distance, worst, worstUlps: worst, lowest, highest, largest },
    });
  }

  /** @throws {Error} a word of these rows is not what the golden model says: the design is wrong, and `verify` would say so */
  function check(from: number, first: number): void {
    const ofShare = (from - first) / rows;
    const every = Math.max(1, share / rows / checked);
    if (ofShare % every !== 0) return;
    // another place in each row that is looked at
    const at = Math.imul(from / rows, 0x9e3779b1) >>> (32 - Math.log2(rows));
    const expected = model(inputs.unpack(BigInt(from + at)))[name];
    if (expected !== BigInt(found[at] ?? 0))
      throw new Error(
        `the RTL of ${spec} differs from its golden model at inputs 0x${(from + at).toString(16)}; 'tapir verify ${spec}' says more`,
      );
  }
}
