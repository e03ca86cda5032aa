import { valueOf, gateNames } from "./engine/functions.js";
import type { GateList } from "./engine/genome.js";
import { inputBits, inputNames, placesInWord, type Shape } from "./engine/shape.js";

/** The results of a netlist for all words, in order. */
export const tableOfList = (list: GateList, shape: Shape): Uint32Array =>
  resultsOfList(
    list,
    shape,
    Uint32Array.from({ length: 2 ** inputBits(shape) }, (_, word) => word),
  );

/** The results of a netlist for some words: 32 at a time. */
export function resultsOfList({ gates, outputs }: GateList, shape: Shape, words: Uint32Array): Uint32Array {
  const count = words.length;
  const length = Math.ceil(count / 32);
  const planes = new Map<string, Int32Array>();
  const planeOf = (name: string): Int32Array => {
    const plane = planes.get(name);
    if (plane === undefined) throw new RangeError(`there is no ${name}`);
    return plane;
  };
  planes.set("0", new Int32Array(length)).set("1", new Int32Array(length).fill(-1));
  const places = placesInWord(shape);
  for (const [input, name] of inputNames(shape).entries()) {
    const plane = new Int32Array(length);
    const place = places[input] ?? 0;
    for (let at = 0; at < count; at++)
      if (((words[at] ?? 0) >>> place) & 1) plane[at >> 5] = (plane[at >> 5] ?? 0) | (1 << (at & 31));
    planes.set(name, plane);
  }
  for (const [index, [name, ...taken]] of gates.entries()) {
    const gate = gateNames.indexOf(name);
    const [a, b = a, c = a, d = a] = taken.map(planeOf);
    if (a === undefined) throw new RangeError(`${name} takes nothing`);
    const own = a.map((word, at) => valueOf(gate, word, b?.[at] ?? 0, c?.[at] ?? 0, d?.[at] ?? 0));
    planes.set(`g${index}`, own);
  }
  const table = new Uint32Array(count);
  for (const [bit, name] of outputs.entries()) {
    const plane = planeOf(name);
    for (let at = 0; at < count; at++)
      table[at] = (table[at] ?? 0) | ((((plane[at >> 5] ?? 0) >>> (at & 31)) & 1) << bit);
  }
  return table;
}
