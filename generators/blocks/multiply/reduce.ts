import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { add } from "../adders/index.js";
import type { Reduction } from "./architecture.js";
import type { Bit, BitHeap } from "./bit-heap.js";
import { compress } from "./trees.js";

/** Adds up a heap: its sum modulo 2^width, as wide as the heap. */
export function sumOf(m: Module, name: string, heap: BitHeap, how: Reduction): Signal {
  const part = m.scope(name);
  const columns = compress(part, heap.columns(), how);
  const pairs = columns.findIndex(({ length }) => length === 2);
  const low = pairs < 0 ? columns.length : pairs;
  const high = columns.slice(low);

  part.section("The final addition, of the columns that have two bits");
  const arrivals = high.map((column) => Math.max(0, ...column.map(({ arrival }) => arrival)));
  const sum = (within: Module, of: string): Signal =>
    add(
      within,
      of,
      high.length,
      part.wire("first", high.length, rowOf(high, 0)),
      part.wire("second", high.length, rowOf(high, 1)),
      { adder: how.adder, halves: how.counters === "allHalves", arrivals },
    );
  if (low === 0) return sum(m, name);
  const upper = high.length === 0 ? v`0'b0` : sum(part, "sum");
  return m.wire(name, heap.width, v`{${upper}, ${rowOf(columns.slice(0, low), 0)}}`);
}

/** The `index`-th bits of all columns side by side; 0 where a column has none. */
function rowOf(columns: readonly Bit[][], index: number): Expression {
  return columns.reduce<Expression>(
    (right, column) => {
      const bit = column[index];
      const value = bit === undefined ? v`1'b0` : (bit.value ?? v`1'b1`);
      return v`{${value}, ${right}}`;
    },
    v`0'b0`,
  );
}
