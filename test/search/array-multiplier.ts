import type { GateList, ListedGate } from "../../search/engine/genome.js";
import type { Shape } from "../../search/engine/shape.js";

export const pair = (n: number, signed = false): Shape => ({ n, acc: 0, signed });

/** An exact array multiplier of n-bit unsigned operands: a ripple-carry adder for each row. */
export function arrayMultiplier(n: number): GateList {
  const gates: ListedGate[] = [];
  const gate = (...listed: ListedGate): string => `g${gates.push(listed) - 1}`;
  let sum = Array.from({ length: n }, (_, i) => gate("and2", `x${i}`, "y0"));
  const outputs = [sum[0] ?? "0"];
  let above = "0";
  for (let row = 1; row < n; row++) {
    const upper = [...sum.slice(1), above];
    let carry = "0";
    sum = upper.map((bit, i) => {
      const product = gate("and2", `x${i}`, `y${row}`);
      const half = gate("xor2", bit, product);
      const both = gate("and2", bit, product);
      if (i === 0) {
        carry = both;
        return half;
      }
      const whole = gate("xor2", half, carry);
      carry = gate("or2", both, gate("and2", half, carry));
      return whole;
    });
    above = carry;
    outputs.push(sum[0] ?? "0");
  }
  return { gates, outputs: [...outputs, ...sum.slice(1), above] };
}

/** The same with an addend of `acc` bits, by a ripple-carry adder that wraps around. */
export function arrayMac(n: number, acc: number): GateList {
  const { gates: ofProduct, outputs: product } = arrayMultiplier(n);
  const gates: ListedGate[] = [...ofProduct];
  const gate = (...listed: ListedGate): string => `g${gates.push(listed) - 1}`;
  let carry = "0";
  const outputs = Array.from({ length: acc }, (_, bit) => {
    const [own, addend] = [product[bit] ?? "0", `a${bit}`];
    const half = gate("xor2", own, addend);
    const sum = gate("xor2", half, carry);
    carry = gate("or2", gate("and2", own, addend), gate("and2", half, carry));
    return sum;
  });
  return { gates, outputs };
}
