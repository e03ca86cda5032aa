import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { eachVector } from "./each-vector.js";
import { FunctionCode } from "./function-code.js";
import { load, store } from "./vector.js";

/**
 * Cuts planes out of larger ones, from their first number on. Arguments: the addresses of the first number of each; planes; rows; vectors
 * of a row, the last one not always full; bytes of a row; bytes of a larger plane's row; bytes from the end of a larger plane's last row
 * that is taken to the next plane. What is written behind a row is written over by the next one: there is a vector's room behind all.
 */
export function cutFunction(): WasmFunction {
  const f = new FunctionCode("cut", 8);
  const { from, to, planes, rows, vectors, rowBytes, fromBytes, planeGap } = f.named(
    "from",
    "to",
    "planes",
    "rows",
    "vectors",
    "rowBytes",
    "fromBytes",
    "planeGap",
  );
  const { row, source, target } = f.counters("row", "source", "target");
  f.loop(planes, () => {
    f.set(row, rows.get);
    f.loop(row, () => {
      f.set(source, from.get);
      f.set(target, to.get);
      eachVector(f, vectors, [source, target], (offset) => {
        f.emit(store(target.get, load(source.get, offset), offset));
      });
      f.advance(from, fromBytes.get);
      f.advance(to, rowBytes.get);
    });
    f.advance(from, planeGap.get);
  });
  return f.encoded();
}
