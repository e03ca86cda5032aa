import type { DotSum } from "../../generators/contract/dot-model.js";
import type { Design } from "../../generators/design.js";
import type { NumberFormat } from "../../golden/format.js";
import { goldenProduct, wrapped } from "./golden-redo.js";
import type { Accumulator, MatrixKernel } from "./kernel.js";
import { tableKernel } from "./run/table-kernel.js";
import { dyadicOf } from "./schemes/redo-quire.js";
import { roundHalfEven } from "./schemes/round-half-even.js";

/** Widest operands whose products are tabulated. */
const widest = 8;

/**
 * The kernel of a multiplier x·y = r of up to 8-bit operands by a table of its golden products; or why there is none.
 * Products of integers are added up exactly, whatever else of operands and results is a number in binary32.
 * @param known of a multiply-add, what its model says of its sums; or why there is no model
 */
export function multiplierTable(
  design: Design,
  acc: Accumulator | undefined,
  known?: DotSum | string,
): MatrixKernel | string {
  const { x, y, r } = design.ports;
  const names = Object.keys(design.ports).toSorted().join();
  const [obstacle, sum] = typeof known === "string" ? [known, undefined] : [undefined, known];
  if (x === undefined || y === undefined || r === undefined || (sum === undefined && names !== "r,x,y"))
    return obstacle ?? "it is no multiplier x, y to r";
  if (sum !== undefined && sum.kind !== "exact")
    return "products from a table are added up exactly, and its sums are not exact";
  if (x.format.width > widest || y.format.width > widest)
    return (
      obstacle ??
      `it has no fast model of its sums, and its operands have more than ${widest} bits, too many for a table of its products`
    );
  const [first, second] = [patterns(x.format), patterns(y.format)];
  if (first === null || second === null || r.format.number === undefined)
    return "its operands or results are no numbers";
  const isInteger = r.format.name.includes("signed");
  if (acc === "quire" || (acc === "exact" && !isInteger))
    return `its products are added up ${isInteger ? "exactly" : "in binary32"}`;
  const product = goldenProduct(design);
  const value = (bits: bigint): number => r.format.number?.(bits) ?? NaN;
  if (!zeroGivesZero(second, (pattern) => value(product(0n, pattern)))) return notProducts;
  if (!zeroGivesZero(first, (pattern) => value(product(pattern, 0n)))) return notProducts;
  const exact = isInteger && acc !== "binary32";
  const isSigned = r.format.ascendsAs === "signed";
  const modulo = sum === undefined ? "" : ` modulo 2^${sum.bits}`;
  return tableKernel({
    description: `${design.operator.name}'s products from a table, ${exact ? `exact sums${modulo}` : "each sum rounded to binary32, in order"}`,
    bits: { x: x.format.width, y: y.format.width },
    xPattern: first.nearest,
    yPattern: second.nearest,
    xValue: first.value,
    yValue: second.value,
    product: (a, b) => value(product(BigInt(a), BigInt(b))),
    sum: exact ? "f64" : "f32",
    roundBias: exact ? roundHalfEven : Math.fround,
    finish:
      sum === undefined ? (value) => value : (value) => Number(wrapped(BigInt(value), sum.bits, isSigned)),
  });
}

const notProducts = "its results are no products: with 0 they are not 0";

/** Whether a product with zero is zero, for every number of a format whose pattern 0 is zero. */
function zeroGivesZero(
  { value, count }: NonNullable<ReturnType<typeof patterns>>,
  product: (pattern: bigint) => number,
): boolean {
  for (let pattern = 0; pattern < count; pattern++)
    if (Number.isFinite(value(pattern)) && product(BigInt(pattern)) !== 0) return false;
  return true;
}

/** Patterns nearest to values, remembered where they are few. */
function patterns(format: NumberFormat): {
  readonly count: number;
  readonly nearest: (value: number) => number;
  readonly value: (pattern: number) => number;
} | null {
  if (format.nearest === undefined || format.number === undefined) return null;
  const known = new Map<number, number>();
  return {
    count: 2 ** format.width,
    value: (pattern) => format.number?.(BigInt(pattern)) ?? NaN,
    nearest(value) {
      const found = known.get(value);
      if (found !== undefined) return found;
      const pattern = Number(format.nearest?.(dyadicOf(value)));
      if (known.size < 2 ** 16) known.set(value, pattern);
      return pattern;
    },
  };
}
