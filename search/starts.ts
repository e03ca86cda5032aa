import type { Design } from "../generators/design.js";
import { mostBits } from "../generators/operators/shared/searched-netlist.js";
import { RequestError } from "../tools/errors.js";

/** What a start must be, of all starts of a search alike. */
export interface Operands {
  readonly n: number;
  readonly signed: boolean;
}

/**
 * The operands of the designs that a search starts from.
 * @throws {RequestError} one is no combinational multiplier x, y to r of integers, they differ, or have too many bits
 */
export function operandsOf(designs: readonly Design[]): Operands {
  const [first, ...others] = designs.map(operandsOfOne);
  if (first === undefined) throw new RequestError("no design was given to start from");
  const other = others.findIndex(({ n, signed }) => n !== first.n || signed !== first.signed);
  if (other >= 0)
    throw new RequestError(
      `${designs[0]?.spec ?? ""} and ${designs[other + 1]?.spec ?? ""} have other operands; start from multipliers of one width, all signed or none`,
    );
  return first;
}

function operandsOfOne({ spec, ports, machine }: Design): Operands {
  const { x, y, r } = ports;
  const names = Object.keys(ports).toSorted().join();
  const [, kind] = /^(un)?signed⟨\d+⟩$/.exec(x?.format.name ?? "") ?? [];
  const n = x?.format.width ?? 0;
  const isMultiplier =
    names === "r,x,y" &&
    x !== undefined &&
    /^(un)?signed⟨/.test(x.format.name) &&
    y?.format.name === x.format.name &&
    r?.format.name === x.format.name.replace(`⟨${n}⟩`, `⟨${2 * n}⟩`);
  if (!isMultiplier || machine !== null)
    throw new RequestError(
      `${spec} is no multiplier of n-bit integers to 2n bits without registers; start from one, such as OrMult n=8 t=5`,
    );
  if (n > mostBits)
    throw new RequestError(
      `${spec}: what a search finds is checked on every pair of operands, and pairs of ${n} bits are too many for that. Up to ${mostBits} bits are searched`,
    );
  return { n, signed: kind !== "un" };
}
