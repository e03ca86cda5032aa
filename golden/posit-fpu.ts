import type { Description, NumberFormat } from "./format.js";
import { binary, checkPattern } from "./pattern.js";
import { positQuotient, positSquareRoot } from "./posit-division.js";
import { integerToPosit, positToInteger } from "./posit-integer.js";
import { comparePosits } from "./posit-order.js";
import type { Posit } from "./posit.js";

type Operation = (format: Posit, x: bigint, y: bigint, a: bigint) => bigint;

/** The operations of a posit unit, in the order of their codes: add is 0, sub 1. */
const operations: readonly (readonly [name: string, compute: Operation])[] = [
  ["add", (format, x, y) => format.add(x, y)],
  ["sub", (format, x, y) => format.add(x, format.negate(y))],
  ["mul", (format, x, y) => format.multiply(x, y)],
  ["fma", (format, x, y, a) => format.fma(x, y, a)],
  ["div", (format, x, y) => positQuotient(format, x, y)],
  ["sqrt", (format, x) => positSquareRoot(format, x)],
  ["compare", (format, x, y) => ({ "-1": 1n, 0: 2n, 1: 0n })[Math.sign(comparePosits(format, x, y))] ?? 0n],
  ["min", (format, x, y) => (comparePosits(format, x, y) < 0 ? x : y)],
  ["max", (format, x, y) => (comparePosits(format, x, y) < 0 ? y : x)],
  ["toInt", (format, x) => positToInteger(format, x, format.n)],
  ["fromInt", (format, x) => integerToPosit(format, x, format.n, true)],
];

/** What the operations are called, in the order of their codes. */
export const operationNames: readonly string[] = operations.map(([name]) => name);

const width = 4;

/** The code of an operation, 4 bits. Codes from 11 on are of no operation. */
export const operationCode: NumberFormat = {
  name: "operation",
  width,
  describe(bits: bigint): Description {
    checkPattern("operation", width, bits);
    return { fields: { code: binary(bits, width) }, value: operationNames[Number(bits)] ?? "none" };
  },
  corners: () => operations.map((_, code) => BigInt(code)),
};

/** The result of a posit unit: that of the operation with the code `op`, as n bits; 0 where there is none. */
export function positUnit(format: Posit) {
  return (op: bigint, x: bigint, y: bigint, a: bigint): bigint =>
    operations[Number(op)]?.[1](format, x, y, a) ?? 0n;
}
