import type { Design } from "../generators/design.js";
import { mostBits, mostWordBits } from "../generators/operators/shared/searched-netlist.js";
import { RequestError } from "../tools/errors.js";
import { inputBits, type Shape } from "./engine/shape.js";

/**
 * What the designs that a search starts from compute.
 * @throws {RequestError} one is no combinational multiplier x, y to r of integers, nor one that adds a to it; they differ, or have
 * too many bits
 */
export function shapeOf(designs: readonly Design[]): Shape {
  const [first, ...others] = designs.map(shapeOfOne);
  if (first === undefined) throw new RequestError("no design was given to start from");
  const other = others.findIndex(
    ({ n, acc, signed }) => n !== first.n || acc !== first.acc || signed !== first.signed,
  );
  if (other >= 0)
    throw new RequestError(
      `${designs[0]?.spec ?? ""} and ${designs[other + 1]?.spec ?? ""} have other operands; start from multipliers, or from multiply-adds, of one width, all signed or none`,
    );
  return first;
}

function shapeOfOne({ spec, ports, machine }: Design): Shape {
  const { x, a } = ports;
  const [, un, width = ""] = /^(un)?signed⟨(\d+)⟩$/.exec(x?.format.name ?? "") ?? [];
  const n = Number(width);
  const acc = a?.format.width ?? 0;
  const integer = (bits: number): string => `${un ?? ""}signed⟨${bits}⟩`;
  const formats = Object.entries(ports).map(([name, { format }]) => `${name} ${format.name}`);
  const wanted = [`x ${integer(n)}`, `y ${integer(n)}`, `r ${integer(acc === 0 ? 2 * n : acc)}`];
  if (acc > 0) wanted.push(`a ${integer(acc)}`);
  const isOne = formats.toSorted().join() === wanted.toSorted().join() && (acc === 0 || acc >= 2 * n);
  if (!isOne || machine !== null)
    throw new RequestError(
      `${spec} is no multiplier of n-bit integers to 2n bits without registers, and none that adds the product to a; start from one, such as OrMult n=8 t=5 or IntMac n=4 acc=10`,
    );
  const shape = { n, acc, signed: un === undefined };
  const wordBits = inputBits(shape);
  if (acc > 0 && wordBits > mostWordBits)
    throw new RequestError(
      `${spec}: what a search finds is checked on every operand, and ${wordBits} bits of x, y and a are too many for that. Up to ${mostWordBits} bits are searched; for a wider sum search the multiplier, and add its products exactly`,
    );
  if (n > mostBits)
    throw new RequestError(
      `${spec}: what a search finds is checked on every pair of operands, and pairs of ${n} bits are too many for that. Up to ${mostBits} bits are searched`,
    );
  return shape;
}
