import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { eachVector } from "./each-vector.js";
import { FunctionCode } from "./function-code.js";
import { load, store } from "./vector.js";

/*
 * Planes of images, and larger ones that they stand in. Arguments: the addresses of the first number that is read and written; planes;
 * rows; vectors of a row, the last one not always full; bytes of a row; in the larger planes, bytes from a row's end to the next row,
 * and beyond that to the next plane's first row.
 */

/**
 * Copies planes into larger ones, which are 0.
 *
 *     ▒▒▒▒▒▒   A row is copied in whole vectors, and what is too much is zeros again after it, by one vector.
 *     ▒abcd▒   Zeros reach into the next row, which is written later.
 *     ▒efgh▒
 *     ▒▒▒▒▒▒
 */
export const padFunction = (): WasmFunction => copyFunction("pad");

/** Copies planes out of larger ones. What is too much of a row the next one writes over; there is room for a vector behind all. */
export const cutFunction = (): WasmFunction => copyFunction("cut");

function copyFunction(name: "pad" | "cut"): WasmFunction {
  const f = new FunctionCode(name, 8);
  const { from, to, planes, rows, vectors, rowBytes, rowGap, planeGap } = f.named(
    "from",
    "to",
    "planes",
    "rows",
    "vectors",
    "rowBytes",
    "rowGap",
    "planeGap",
  );
  const { row, source, target } = f.counters("row", "source", "target");
  const zero = f.word(0);
  const larger = name === "pad" ? to : from;
  f.loop(planes, () => {
    f.set(row, rows.get);
    f.loop(row, () => {
      f.set(source, from.get);
      f.set(target, to.get);
      eachVector(f, vectors, [source, target], (offset) => {
        f.emit(store(target.get, load(source.get, offset), offset));
      });
      f.advance(from, rowBytes.get);
      f.advance(to, rowBytes.get);
      if (name === "pad") f.emit(store(to.get, zero));
      f.advance(larger, rowGap.get);
    });
    f.advance(larger, planeGap.get);
  });
  return f.encoded();
}
