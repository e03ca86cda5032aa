import { operationNames } from "../../../golden/posit-fpu.js";
import type { Bits } from "../../../golden/format.js";
import { signed } from "../../../golden/integer.js";
import type { Posit } from "../../../golden/posit.js";
import { positQuotientCases } from "./posit-division.js";
import { integersAndHalves } from "./posit-integers.js";
import { positMacCases } from "./posit-mac.js";
import { positOrderCases } from "./posit-order.js";
import { positProductCases } from "./posit-product.js";
import { positRootCases } from "./posit-root.js";
import { positSumCases } from "./posit-sum.js";
import { roundingBorders } from "./rounding.js";

/** The cases of the single operators, each with the code of its operation; the operand that is not used is not zero. */
export function* positUnitCases(format: Posit): Generator<Bits> {
  const { n, one } = format;
  const none = one + 1n;
  const sources: Readonly<Record<string, () => Iterable<Bits>>> = {
    add: () => positSumCases(format),
    sub: () => positSumCases(format),
    mul: () => positProductCases(format),
    fma: () => positMacCases(format),
    div: () => positQuotientCases(format),
    sqrt: () => positRootCases(format),
    compare: () => positOrderCases(format),
    min: () => positOrderCases(format),
    max: () => positOrderCases(format),
    toInt: () => Array.from(integersAndHalves(n), (value) => ({ x: format.round(value) })),
    fromInt: () => Array.from(roundingBorders(format), (border) => ({ x: signed(n).nearest(border) })),
  };
  // one of each in turn, so that any number of cases has some of all operations
  const running = operationNames.map((name) => (sources[name]?.() ?? [])[Symbol.iterator]());
  for (let left = running.length; left > 0;) {
    left = 0;
    for (const [code, cases] of running.entries()) {
      const next = cases.next();
      if (next.done) continue;
      left++;
      const { x = none, y = none, a = none } = next.value;
      yield { op: BigInt(code), x, y, a };
    }
  }
}
