import type { Module, Signal } from "../../hdl/index.js";
import type { MultiplierArchitecture } from "./architecture.js";
import { addArray } from "./array.js";
import { BitHeap } from "./bit-heap.js";
import { addBooth } from "./booth.js";
import { sumOf } from "./reduce.js";
import { addMultiples } from "./multiples.js";
import { addTimes } from "./times.js";

export interface MultiplyOptions {
  /** Whether factors and addend are two's complement. */
  readonly signed: boolean;
  readonly architecture: MultiplierArchitecture;
  /** When each bit of both factors arrives, in FO4, from the lowest; all at once where left out. */
  readonly arrivals?: readonly number[] | undefined;
}

/** The exact product x·y, as wide as both factors together. */
export function multiply(m: Module, name: string, x: Signal, y: Signal, options: MultiplyOptions): Signal {
  const heap = new BitHeap(x.width + y.width);
  addProduct(m.scope(name), heap, x, y, options);
  return sumOf(m, name, heap, options.architecture);
}

/** x·y + addend modulo 2^width of the addend; the product is extended or truncated to that width. */
export function multiplyAdd(
  m: Module,
  name: string,
  x: Signal,
  y: Signal,
  addend: Signal,
  options: MultiplyOptions,
): Signal {
  const heap = new BitHeap(addend.width);
  addProduct(m.scope(name), heap, x, y, options);
  heap.addRow(0, addend);
  return sumOf(m, name, heap, options.architecture);
}

/** Adds the partial products of x·y to a heap of any width. */
function addProduct(m: Module, heap: BitHeap, x: Signal, y: Signal, options: MultiplyOptions): void {
  const { signed, architecture, arrivals } = options;
  const rows = { array: addArray, booth: addBooth, multiples: addMultiples, times: addTimes }[
    architecture.partialProducts
  ];
  rows(m, heap, { bits: x, signed, arrivals }, { bits: y, signed, arrivals }, architecture.adder);
}
