import { valueOf, gateNames } from "./engine/functions.js";
import type { GateList } from "./engine/genome.js";

/** Operands of some pairs: patterns of n bits, the first of x with the first of y. */
export interface PairList {
  readonly x: Int32Array;
  readonly y: Int32Array;
}

/** Pairs x·2^n + y. */
export const pairList = (pairs: readonly number[], n: number): PairList => ({
  x: Int32Array.from(pairs, (pair) => Math.floor(pair / 2 ** n)),
  y: Int32Array.from(pairs, (pair) => pair % 2 ** n),
});

/** The results of a netlist for all pairs of n-bit operands, at x·2^n + y. */
export function tableOfList(list: GateList, n: number): Uint32Array {
  const pairs = 2 ** (2 * n);
  return resultsOfList(list, n, {
    x: Int32Array.from({ length: pairs }, (_, pair) => pair >> n),
    y: Int32Array.from({ length: pairs }, (_, pair) => pair % 2 ** n),
  });
}

/** The results of a netlist for some pairs: word by word, 32 pairs at a time. */
export function resultsOfList({ gates, outputs }: GateList, n: number, { x, y }: PairList): Uint32Array {
  const pairs = x.length;
  const words = Math.ceil(pairs / 32);
  const planes = new Map<string, Int32Array>();
  const planeOf = (name: string): Int32Array => {
    const plane = planes.get(name);
    if (plane === undefined) throw new RangeError(`there is no ${name}`);
    return plane;
  };
  planes.set("0", new Int32Array(words)).set("1", new Int32Array(words).fill(-1));
  for (let bit = 0; bit < n; bit++)
    for (const [port, operands] of Object.entries({ x, y })) {
      const plane = new Int32Array(words);
      for (let pair = 0; pair < pairs; pair++)
        if (((operands[pair] ?? 0) >> bit) & 1)
          plane[pair >> 5] = (plane[pair >> 5] ?? 0) | (1 << (pair & 31));
      planes.set(`${port}${bit}`, plane);
    }
  for (const [index, [name, ...taken]] of gates.entries()) {
    const gate = gateNames.indexOf(name);
    const [a, b = a, c = a, d = a] = taken.map(planeOf);
    if (a === undefined) throw new RangeError(`${name} takes nothing`);
    const own = a.map((word, at) => valueOf(gate, word, b?.[at] ?? 0, c?.[at] ?? 0, d?.[at] ?? 0));
    planes.set(`g${index}`, own);
  }
  const table = new Uint32Array(pairs);
  for (const [bit, name] of outputs.entries()) {
    const plane = planeOf(name);
    for (let pair = 0; pair < pairs; pair++)
      table[pair] = (table[pair] ?? 0) | ((((plane[pair >> 5] ?? 0) >>> (pair & 31)) & 1) << bit);
  }
  return table;
}
