import { gateKinds, type GateName } from "../../generators/blocks/gates/kinds.js";

/** The gates by number, in the order in which WebAssembly dispatches them. */
export const gateNames = Object.keys(gateKinds) as GateName[];

/** Inputs of each gate, by its number. */
export const arities = Uint8Array.from(gateNames, (name) => gateKinds[name].inputs);

/** The truth table of an expression of bits: bit i is the value where bit k of i is that of input k. */
type Formula = (a: number, b: number, c: number, d: number) => number;

/** The same functions as in `gateKinds`, of words. */
const formulas: Readonly<Record<GateName, Formula>> = {
  inv: (a) => ~a,
  and2: (a, b) => a & b,
  or2: (a, b) => a | b,
  nand2: (a, b) => ~(a & b),
  nor2: (a, b) => ~(a | b),
  xor2: (a, b) => a ^ b,
  xnor2: (a, b) => ~(a ^ b),
  and3: (a, b, c) => a & b & c,
  or3: (a, b, c) => a | b | c,
  nand3: (a, b, c) => ~(a & b & c),
  nor3: (a, b, c) => ~(a | b | c),
  aoi21: (a, b, c) => ~((a & b) | c),
  oai21: (a, b, c) => ~((a | b) & c),
  mux2: (a, b, c) => (c & b) | (~c & a),
  and4: (a, b, c, d) => a & b & c & d,
  or4: (a, b, c, d) => a | b | c | d,
  nand4: (a, b, c, d) => ~(a & b & c & d),
  nor4: (a, b, c, d) => ~(a | b | c | d),
  aoi22: (a, b, c, d) => ~((a & b) | (c & d)),
  oai22: (a, b, c, d) => ~((a | b) & (c | d)),
  aoi211: (a, b, c, d) => ~((a & b) | c | d),
  oai211: (a, b, c, d) => ~((a | b) & c & d),
};

/** Columns of a truth table of four inputs. */
export const columns = [0xaaaa, 0xcccc, 0xf0f0, 0xff00] as const;

/** The values of a gate for words of inputs, bit by bit. */
export const valueOf = (gate: number, a: number, b: number, c: number, d: number): number =>
  formulas[gateNames[gate] ?? "inv"](a, b, c, d);

/** A gate and, for each of its inputs, which of the inputs of a table it takes. */
export interface Match {
  readonly gate: number;
  readonly inputs: readonly number[];
}

const key = (inputs: number, table: number): number => inputs * 65536 + table;

/** Of each truth table the cheapest gate with that function, its inputs in any order. */
export function matches(areas: Float64Array): ReadonlyMap<number, Match> {
  const found = new Map<number, Match>();
  for (let gate = 0; gate < gateNames.length; gate++) {
    const area = areas[gate] ?? Infinity;
    const inputs = arities[gate] ?? 0;
    if (area === Infinity) continue;
    for (const order of permutations(inputs)) {
      const [a = 0, b = 0, c = 0, d = 0] = order.map((input) => columns[input] ?? 0);
      const table = valueOf(gate, a, b, c, d) & (2 ** (2 ** inputs) - 1);
      const known = found.get(key(inputs, table));
      if (known === undefined || area < (areas[known.gate] ?? 0))
        found.set(key(inputs, table), { gate, inputs: order });
    }
  }
  return found;
}

export const matchOf = (
  found: ReadonlyMap<number, Match>,
  inputs: number,
  table: number,
): Match | undefined => found.get(key(inputs, table));

function permutations(count: number): number[][] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((shorter) =>
    Array.from({ length: count }, (_, at) => [...shorter.slice(0, at), count - 1, ...shorter.slice(at)]),
  );
}
