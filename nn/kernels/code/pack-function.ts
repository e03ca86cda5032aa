import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { eachVector } from "./each-vector.js";
import { FunctionCode, type Local } from "./function-code.js";
import type { Scheme } from "./scheme.js";
import { lanesOf, load, store, type Code } from "./vector.js";

/** Rows that are packed together: as many as a vector holds codes. */
export const packedRows = ({ codeBytes }: Pick<Scheme, "codeBytes">): 2 | 4 => (codeBytes === 4 ? 4 : 2);

/**
 * Writes codes of some rows, k after k, as a panel takes them. Arguments: the address of the first row; bytes from row to row;
 * the address of the results; bytes from a k's results to those of the next; and how often as many k are taken as rows.
 *
 *     a0 a1 a2 a3          a0 b0 c0 d0
 *     b0 b1 b2 b3    ──►   a1 b1 c1 d1
 *     c0 c1 c2 c3          a2 b2 c2 d2
 *     d0 d1 d2 d3          a3 b3 c3 d3
 */
export function packFunction(scheme: Scheme): WasmFunction {
  const f = new FunctionCode("pack", 5);
  const [from, rowBytes, to, apart, count] = Array.from({ length: 5 }, (_, index) => f.parameter(index)) as [
    ...[Local, Local, Local],
    ...[Local, Local],
  ];
  const rows = Array.from({ length: packedRows(scheme) }, () => f.local());
  const place = f.integer();
  f.loop(count, () => {
    f.set(place, from.get);
    for (const row of rows) {
      f.set(row, load(place.get));
      f.advance(place, rowBytes.get);
    }
    for (const turned of scheme.codeBytes === 4 ? fourByFour(f, rows) : twoByTwo(rows)) {
      f.emit(store(to.get, turned));
      f.advance(to, apart.get);
    }
    f.advance(from, 16);
  });
  return f.encoded();
}

/**
 * The same for a panel of codes that stand k after k already, four of them in a vector: addresses of the first k's codes and of
 * the panel; bytes from a k's codes to the next; how many k there are; vectors of the panel.
 */
export function packTurnedFunction(): WasmFunction {
  const f = new FunctionCode("packTurned", 5);
  const { from, to, apart, depth, vectors } = f.named("from", "to", "apart", "depth", "vectors");
  const place = f.integer();
  f.loop(depth, () => {
    f.set(place, from.get);
    eachVector(f, vectors, [place, to], (offset) => {
      f.emit(store(to.get, load(place.get, offset), offset));
    });
    f.advance(from, apart.get);
  });
  return f.encoded();
}

/** Codes of 64 bits are pairs of lanes. */
const twoByTwo = (rows: readonly Local[]): Code[] => {
  const [a, b] = rows.map(({ get }) => get) as [Code, Code];
  return [lanesOf(a, b, [0, 1, 4, 5]), lanesOf(a, b, [2, 3, 6, 7])];
};

function fourByFour(f: FunctionCode, rows: readonly Local[]): Code[] {
  const [a, b, c, d] = rows.map(({ get }) => get) as [Code, Code, Code, Code];
  const [low, lower] = [f.let(lanesOf(a, b, [0, 4, 1, 5])), f.let(lanesOf(c, d, [0, 4, 1, 5]))];
  const [high, higher] = [f.let(lanesOf(a, b, [2, 6, 3, 7])), f.let(lanesOf(c, d, [2, 6, 3, 7]))];
  return [
    lanesOf(low.get, lower.get, [0, 1, 4, 5]),
    lanesOf(low.get, lower.get, [2, 3, 6, 7]),
    lanesOf(high.get, higher.get, [0, 1, 4, 5]),
    lanesOf(high.get, higher.get, [2, 3, 6, 7]),
  ];
}
