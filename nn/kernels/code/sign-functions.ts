import { i32 as i32Type, op, type WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "./function-code.js";
import { header, vectorsOf, type Scheme } from "./scheme.js";
import { f32x4, f64x2, i32, i32x4, i8x16, lanesOf, load, splat, store, type Code } from "./vector.js";

/*
 * How many of a sum's products have operands of different signs, zeros left out. Up to three products that stand side by side
 * are counted at once, of sixteen rows at a time. A table has a vector for each way in which the signs of their activations
 * may be: how many weights of each row are of another sign, a byte each.
 *
 *     signs of a₀ a₁ a₂   −−−   0−−   +−−   −0−    …    +++
 *     number               0     1     2     3     …     26     digits of base 3, a₀'s the lowest
 */

/** Rows that are counted at a time: a panel of the table. */
export const countedRows = 16;
/** Products that are counted at once, at most. With four the table is more than twice as large, and no faster. */
export const mostTogether = 3;
/** Bytes of the table of one group of so many products, in a panel. */
export const groupBytes = (together: number): number => countedRows * 3 ** together;

/**
 * Of each float and those that stand a certain way behind it, where the table has what their signs say, in bytes; they stand as
 * far apart as codes. Arguments: addresses of floats and of what is written; the number of floats divided by 4; how many
 * stand together; the bytes from one of them to the next; the number of pixels, and the bytes of a pixel's floats.
 */
export function selectFunction({ codeBytes }: Scheme): WasmFunction {
  const f = new FunctionCode("select", 7);
  const [from, to, count, together, apart, ...pixelArguments] = Array.from({ length: 7 }, (_, index) =>
    f.parameter(index),
  ) as [...[Local, Local, Local, Local, Local], ...Local[]];
  const [pixels, pixelBytes] = pixelArguments as [Local, Local];
  const [x, chosen] = [f.local(), f.local()];
  const [source, target, vectors, place, digit] = Array.from({ length: 5 }, () => f.integer()) as [
    ...[Local, Local, Local],
    ...[Local, Local],
  ];
  const zero = f.word(0);
  const last = f.let(i32.mul(i32.sub(together.get, i32.constant(1)), apart.get), i32Type);
  f.loop(pixels, () => {
    f.set(source, from.get);
    f.set(target, to.get);
    f.set(vectors, count.get);
    f.loop(vectors, () => {
      f.set(chosen, zero);
      f.set(place, i32.add(source.get, last.get));
      f.set(digit, together.get);
      f.loop(digit, () => {
        f.set(x, load(place.get));
        // a comparison gives −1 where it holds
        const sign = i32x4.sub(i32x4.less(zero, x.get), i32x4.less(x.get, zero));
        const threefold = i32x4.add(i32x4.shl(chosen.get, 1), chosen.get);
        f.set(chosen, i32x4.add(threefold, i32x4.sub(f.word(1), sign)));
        f.set(place, i32.sub(place.get, apart.get));
      });
      f.set(chosen, i32x4.shl(chosen.get, 4));
      if (codeBytes === 4) f.emit(store(target.get, chosen.get));
      else {
        f.emit(store(target.get, lanesOf(chosen.get, zero, [0, 4, 1, 4])));
        f.emit(store(target.get, lanesOf(chosen.get, zero, [2, 4, 3, 4]), 16));
      }
      f.advance(source, 16);
      f.advance(target, 4 * codeBytes);
    });
    f.advance(from, pixelBytes.get);
    f.advance(to, i32.mul(pixelBytes.get, i32.constant(codeBytes / 4)));
  });
  return f.encoded();
}

/**
 * Makes sums less by these numbers. Arguments: addresses of corners and of the groups' offsets, as `windowTileFunction` has
 * them; of what `select` has written, of the table and of sums; the number of groups of pixels; the number of panels; bytes
 * of offsets; bytes of a panel of the table, and of one group in it; bytes of a pixel's sums. Sums of what fills up a panel
 * are written to, too.
 */
export function signsFunction(scheme: Scheme, pixels: number): WasmFunction {
  const f = new FunctionCode(signsName(pixels), 11);
  const [corners, offsets, selected, masks, results, groups, panels, offsetBytes, panelBytes, ...strides] =
    Array.from({ length: 11 }, (_, index) => f.parameter(index)) as [
      ...[Local, Local, Local, Local, Local],
      ...[Local, Local, Local, Local, Local, Local],
    ];
  const [maskStride, resultStride] = strides;
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
          f.advance(mask, maskStride.get);
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

/** Groups whose products a byte counts. */
const mostCounted = Math.floor(255 / mostTogether);

const lesser = (a: Code, b: Code): Code => [...a, ...b, ...a, ...b, ...op.i32LessUnsigned, ...op.select];
