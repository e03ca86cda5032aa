import type { WasmFunction } from "../../../tools/wasm/encode.js";
import { eachVector } from "./each-vector.js";
import { FunctionCode, type Local } from "./function-code.js";
import { load, store } from "./vector.js";

/**
 * Copies the planes of an image into larger ones, which are 0. Arguments: the addresses of the first number of each; planes;
 * rows; vectors of a row, the last one not always full; bytes of a row; zero vectors that go behind it; bytes from its end to
 * the next row, and beyond that to the next plane's first row.
 *
 *     ▒▒▒▒▒▒   A row is copied in whole vectors, and what is too much is zeros again after it.
 *     ▒abcd▒   Zeros reach into the next row, which is written later.
 *     ▒efgh▒
 *     ▒▒▒▒▒▒
 */
export function padFunction(): WasmFunction {
  const f = new FunctionCode("pad", 9);
  const [from, to, planes, rows, vectors, rowBytes, zeroVectors, rowGap, planeGap] = Array.from(
    { length: 9 },
    (_, index) => f.parameter(index),
  ) as [...[Local, Local, Local, Local, Local], ...[Local, Local, Local, Local]];
  const [row, count, source, target] = Array.from({ length: 4 }, () => f.integer()) as [
    ...[Local, Local],
    ...[Local, Local],
  ];
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
      f.set(target, to.get);
      f.set(count, zeroVectors.get);
      f.loop(count, () => {
        f.emit(store(target.get, zero));
        f.advance(target, 16);
      });
      f.advance(to, rowGap.get);
    });
    f.advance(to, planeGap.get);
  });
  return f.encoded();
}
