import type { Design } from "../../generators/design.js";
import type { Redo } from "./integer-kernels.js";

/** The product of two patterns by a design's golden model: of a MAC unit, the sum 0 + x·y. */
export function goldenProduct({ golden }: Design): (x: bigint, y: bigint) => bigint {
  return (x, y) => {
    const { r } = golden({ rst: 0n, clear: 0n, en: 1n, a: 0n, x, y });
    if (r === undefined) throw new RangeError("the golden model gives no r");
    return r;
  };
}

/** Sums of integer products by the golden model, modulo 2^bits. */
export function redoIntegers(design: Design, bits: number): Redo {
  const product = goldenProduct(design);
  const { x, y, r } = design.ports;
  const width = (port: typeof x): number => port?.format.width ?? 0;
  const isSigned = r?.format.ascendsAs === "signed";
  const wrap = (value: bigint, to: number): bigint =>
    to === Infinity ? value : isSigned ? BigInt.asIntN(to, value) : BigInt.asUintN(to, value);
  const pattern = (value: number, port: typeof x): bigint => BigInt.asUintN(width(port), BigInt(value));
  return (activations, weights, bias) => {
    let sum = BigInt(bias);
    for (const [k, activation] of activations.entries())
      sum += wrap(product(pattern(activation, x), pattern(weights[k] ?? 0, y)), width(r));
    return Number(wrap(sum, bits));
  };
}
