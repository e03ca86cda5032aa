import { op, type WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "./function-code.js";
import { header, vectorsOf, type Scheme } from "./scheme.js";
import { f32x4, f64x2, i32, i32x4, i8x16, lanesOf, load, splat, store, type Code } from "./vector.js";

/*
 * How many of a sum's products have operands of different signs, zeros left out. Sixteen rows are counted at a time, a byte
 * each. For each k there are three vectors of masks, and the activation says which one counts:
 *
 *     ┌───────────────────┬───────────┬───────────────────┐
 *     │ weights below 0   │ none      │ weights above 0   │
 *     └───────────────────┴───────────┴───────────────────┘
 *       activation above 0  0           below 0
 */

/** Rows that are counted at a time: a panel of masks. */
export const countedRows = 16;
/** Bytes of a panel's masks of one k. */
export const maskBytes = 48;

/**
 * Which masks activations choose, in bytes; they stand as far apart as codes. Arguments: addresses of floats and of what is
 * written, and the number of floats divided by 4.
 */
export function selectFunction({ codeBytes }: Scheme): WasmFunction {
  const f = new FunctionCode("select", 3);
  const [from, to, count] = [f.parameter(0), f.parameter(1), f.parameter(2)];
  const [x, chosen] = [f.local(), f.local()];
  const zero = f.word(0);
  f.loop(count, () => {
    f.set(x, load(from.get));
    // a comparison gives −1 where it holds
    const sign = i32x4.sub(i32x4.less(zero, x.get), i32x4.less(x.get, zero));
    f.set(chosen, i32x4.add(i32x4.shl(sign, 4), f.word(16)));
    if (codeBytes === 4) f.emit(store(to.get, chosen.get));
    else {
      f.emit(store(to.get, lanesOf(chosen.get, zero, [0, 4, 1, 4])));
      f.emit(store(to.get, lanesOf(chosen.get, zero, [2, 4, 3, 4]), 16));
    }
    f.advance(from, 16);
    f.advance(to, 4 * codeBytes);
  });
  return f.encoded();
}

/**
 * Makes sums less by these numbers. Arguments: addresses of corners and of offsets, as `windowTileFunction` has them; of
 * what `select` has written, of masks and of sums; the number of groups of pixels; the number of panels; bytes of offsets;
 * bytes of a panel's masks; bytes of a pixel's sums. Sums of what fills up a panel are written to, too.
 */
export function signsFunction(scheme: Scheme, pixels: number): WasmFunction {
  const f = new FunctionCode(signsName(pixels), 10);
  const [corners, offsets, selected, masks, results, groups, panels, offsetBytes, panelBytes, resultStride] =
    Array.from({ length: 10 }, (_, index) => f.parameter(index)) as [
      ...[Local, Local, Local, Local, Local],
      ...[Local, Local, Local, Local, Local],
    ];
  const [group, corner, rows, out, table, end, part, mask, offset] = Array.from({ length: 9 }, () =>
    f.integer(),
  ) as [...[Local, Local, Local, Local, Local], ...[Local, Local, Local, Local]];
  const pointers = Array.from({ length: pixels }, () => f.integer());
  const counts = pointers.map(() => f.local());
  const less = scheme.sum === "f32" ? f32x4.sub : f64x2.sub;
  const ofSums = ({ get }: Local): Code[] =>
    scheme.sum === "f32" ? [get] : [f64x2.fromFloats(get), f64x2.fromFloats(lanesOf(get, get, [2, 3, 2, 3]))];
  const zero = f.word(0);
  f.set(rows, results.get);
  f.set(end, i32.add(offsets.get, offsetBytes.get));
  f.loop(panels, () => {
    f.set(group, groups.get);
    f.set(corner, corners.get);
    f.set(out, rows.get);
    f.loop(group, () => {
      f.set(mask, masks.get);
      f.set(table, offsets.get);
      for (const [p, pointer] of pointers.entries())
        f.set(pointer, i32.add(selected.get, i32.load(corner.get, 4 * p)));
      f.until(table, end, () => {
        for (const count of counts) f.set(count, zero);
        f.set(part, lesser(i32.add(table.get, i32.constant(4 * mostCounted)), end.get));
        f.until(table, part, () => {
          f.set(offset, i32.load(table.get));
          for (const [p, pointer] of pointers.entries()) {
            const chosen = i32.load(i32.add(pointer.get, offset.get));
            const count = counts[p] ?? offset;
            f.set(count, i8x16.add(count.get, load(i32.add(mask.get, chosen))));
          }
          f.advance(mask, maskBytes);
          f.advance(table, 4);
        });
        f.set(offset, out.get);
        for (const count of counts) {
          f.emit(store(i32.constant(header.counts), count.get));
          for (let four = 0; four < countedRows / 4; four++) {
            const bytes = splat(i32.constant(header.counts), 4, 4 * four);
            const number = f.let(f32x4.fromIntegers(i8x16.lowAsIntegers(bytes)));
            for (const [index, half] of ofSums(number).entries()) {
              const at = 16 * (vectorsOf(scheme.sum) * four + index);
              f.emit(store(offset.get, less(load(offset.get, at), half), at));
            }
          }
          f.advance(offset, resultStride.get);
        }
      });
      f.advance(out, i32.mul(resultStride.get, i32.constant(pixels)));
      f.advance(corner, 4 * pixels);
    });
    f.advance(masks, panelBytes.get);
    f.advance(rows, 4 * vectorsOf(scheme.sum) * countedRows);
  });
  return f.encoded();
}

export const signsName = (pixels: number): string => `signs${pixels}`;

/** As many as a byte counts. */
const mostCounted = 255;

const lesser = (a: Code, b: Code): Code => [...a, ...b, ...a, ...b, ...op.i32LessUnsigned, ...op.select];
