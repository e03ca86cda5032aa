import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { eachVector } from "./each-vector.js";
import { FunctionCode } from "./function-code.js";
import { load, store } from "./vector.js";

/**
 * Copies the planes of an image into larger ones, which are 0. Arguments: the addresses of the first number of each; planes;
 * rows; vectors of a row, the last one not always full; bytes of a row; bytes from its end to the next row, and beyond that to the
 * next plane's first row.
 *
 *     ▒▒▒▒▒▒   A row is copied in whole vectors, and what is too much is zeros again after it, by one vector.
 *     ▒abcd▒   Zeros reach into the next row, which is written later.
 *     ▒efgh▒
 *     ▒▒▒▒▒▒
 */
export function padFunction(): WasmFunction {
  const f = new FunctionCode("pad", 8);
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
      f.emit(store(to.get, zero));
      f.advance(to, rowGap.get);
    });
    f.advance(to, planeGap.get);
  });
  return f.encoded();
}
