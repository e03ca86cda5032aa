import type { Design } from "../../generators/design.js";
import type { NumberFormat } from "../../golden/format.js";
import { bipolar, type Packed } from "../../golden/packed.js";
import type { Redo } from "./integer-kernels.js";

/** The product of two patterns by a design's golden model: of a MAC unit, the sum 0 + x·y. */
export function goldenProduct({ golden }: Design): (x: bigint, y: bigint) => bigint {
  return (x, y) => {
    const { r } = golden({ rst: 0n, clear: 0n, en: 1n, a: 0n, x, y });
    if (r === undefined) throw new RangeError("the golden model gives no r");
    return r;
  };
}

/** An integer modulo 2^bits, two's complement where it is signed; Infinity: as it is. */
export const wrapped = (value: bigint, bits: number, isSigned: boolean): bigint =>
  bits === Infinity ? value : isSigned ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);

/** Sums of integer products by the golden model, modulo 2^bits. */
export function redoIntegers(design: Design, bits: number): Redo {
  const product = goldenProduct(design);
  const { x, y, r } = design.ports;
  const width = (port: typeof x): number => port?.format.width ?? 0;
  const isSigned = r?.format.ascendsAs === "signed";
  const wrap = (value: bigint, to: number): bigint => wrapped(value, to, isSigned);
  const pattern = (value: number, port: typeof x): bigint => BigInt.asUintN(width(port), BigInt(value));
  return (activations, weights, bias) => {
    let sum = BigInt(bias);
    for (const [k, activation] of activations.entries())
      sum += wrap(product(pattern(activation, x), pattern(weights[k] ?? 0, y)), width(r));
    return Number(wrap(sum, bits));
  };
}

/**
 * Sums of dot products by the golden model of their lanes, modulo 2^bits; then the threshold. Lanes beyond the last product
 * are fed zeros; as ±1 knows none, −1 · 1, and 1 is added for each.
 */
export function redoDots(design: Design, bits: number): Redo {
  const { core, golden } = design;
  const [x, w] = [lanesOf(core.ports.x?.format), lanesOf(core.ports.w?.format)];
  const isSigned = core.ports.r?.format.ascendsAs === "signed";
  const [idleX, idleW] = x.element === bipolar ? [0n, 1n] : [0n, 0n];
  const pattern = ({ element }: typeof x, value: number): bigint =>
    element === bipolar ? (value < 0 ? 0n : 1n) : BigInt.asUintN(element.width, BigInt(value));
  return (activations, weights, threshold) => {
    let sum = 0n;
    for (let first = 0; first < activations.length; first += x.lanes) {
      const lanes = Array.from({ length: x.lanes }, (_, lane) => first + lane);
      const isIdle = (k: number): boolean => k >= activations.length;
      const { r = 0n } = golden({
        ...{ rst: 0n, clear: 0n, en: 1n, a: 0n },
        x: x.join(lanes.map((k) => (isIdle(k) ? idleX : pattern(x, activations[k] ?? NaN)))),
        w: w.join(lanes.map((k) => (isIdle(k) ? idleW : pattern(w, weights[k] ?? NaN)))),
      });
      const width = core.ports.r?.format.width ?? 0;
      sum += wrapped(r, width, isSigned);
      if (x.element === bipolar) sum += BigInt(lanes.filter(isIdle).length);
    }
    return Number(wrapped(sum, bits, isSigned)) + threshold;
  };
}

function lanesOf(format: NumberFormat | undefined): Packed {
  if (format === undefined || !("element" in format)) throw new RangeError("its operands have no lanes");
  return format as Packed;
}
