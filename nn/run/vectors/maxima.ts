import { f32 as f32Type, op, type WasmFunction } from "../../../tools/wasm/encode.js";
import { FunctionCode, type Local } from "../../kernels/code/function-code.js";
import {
  bits,
  f32x4,
  i32,
  i32x4,
  lanesOf,
  load,
  loadFloat,
  store,
  storeFloat,
  type Code,
} from "../../kernels/code/vector.js";
import type { Apart } from "../pool-windows.js";
import { positive, positives } from "./positives.js";

/*
 * Maxima of windows, plane after plane. NaN is never the largest, and a window without a number has −∞. Arguments: addresses of
 * the windows' table, of the planes and of results; windows in the table; planes; bytes of a plane and of its results. With
 * `hasPlaces` also the address where it is noted where the first of the largest stands in its plane, in bytes.
 */

/** Maxima alone; with places; with places, of the numbers' larger ones and 0: of a ReLU that is computed with the pool. */
export const maximaKinds = ["maxima", "maximaAndPlaces", "positiveMaximaAndPlaces"] as const;
export type MaximaKind = (typeof maximaKinds)[number];

const hasPlacesOf = (kind: MaximaKind): boolean => kind !== "maxima";
const isPositive = (kind: MaximaKind): boolean => kind === "positiveMaximaAndPlaces";

/** What is done with a window's numbers. */
interface Window {
  /** Before all of them. @param place the first one's */
  readonly begin: (place: Code) => void;
  /** With each of them. @param from where the plane begins */
  readonly take: (from: Local, place: Local) => void;
  /** Behind all of them. @param places undefined: they are not noted */
  readonly write: (to: Code, places: Code | undefined) => void;
}

function windowsFunction(f: FunctionCode, hasPlaces: boolean, { begin, take, write }: Window): WasmFunction {
  const [windows, from, to, count, planes, bytes, outBytes, places] = Array.from({ length: 8 }, (_, index) =>
    f.parameter(index),
  ) as [...[Local, Local, Local, Local], ...[Local, Local, Local, Local]];
  const [table, window, numbers] = [f.integer(), f.integer(), f.integer()];
  const [place, out] = [f.integer(), f.integer()];
  f.loop(planes, () => {
    f.set(table, windows.get);
    f.set(window, count.get);
    f.loop(window, () => {
      f.set(out, i32.load(table.get));
      f.set(numbers, i32.load(table.get, 4));
      f.advance(table, 8);
      begin(i32.load(table.get));
      f.unlessZero(numbers, () => {
        f.loop(numbers, () => {
          f.set(place, i32.load(table.get));
          take(from, place);
          f.advance(table, 4);
        });
      });
      write(i32.add(to.get, out.get), hasPlaces ? i32.add(places.get, out.get) : undefined);
    });
    f.advance(from, bytes.get);
    f.advance(to, outBytes.get);
    if (hasPlaces) f.advance(places, outBytes.get);
  });
  return f.encoded();
}

const parametersOf = (hasPlaces: boolean): number => (hasPlaces ? 8 : 7);

/** One window after the other. */
export function maximaFunction(kind: MaximaKind): WasmFunction {
  const hasPlaces = hasPlacesOf(kind);
  const f = new FunctionCode(kind, parametersOf(hasPlaces));
  const [largest, value, best] = [f.local(f32Type), f.local(f32Type), f.integer()];
  const lowest = [...op.f32Const, ...new Uint8Array(Float32Array.of(-Infinity).buffer)];
  return windowsFunction(f, hasPlaces, {
    begin(place) {
      f.set(largest, lowest);
      if (hasPlaces) f.set(best, place);
    },
    take(from, place) {
      f.set(value, loadFloat(i32.add(from.get, place.get)));
      if (isPositive(kind)) f.set(value, positive(value));
      const isLarger = [...value.get, ...largest.get, ...op.f32Greater];
      if (hasPlaces) f.set(best, [...place.get, ...best.get, ...isLarger, ...op.select]);
      f.set(largest, [...value.get, ...largest.get, ...isLarger, ...op.select]);
    },
    write(to, places) {
      f.emit(storeFloat(to, largest.get));
      if (places !== undefined) f.emit(i32.store(places, best.get));
    },
  });
}

/** Four windows at a time, each `apart` numbers behind the one before. */
export function fourMaximaFunction(kind: MaximaKind, apart: Apart): WasmFunction {
  const hasPlaces = hasPlacesOf(kind);
  const f = new FunctionCode(fourMaximaName(kind, apart), parametersOf(hasPlaces));
  const [largest, value, best] = [f.local(), f.local(), f.local()];
  const first = f.integer();
  const behind = f.integers([0, 1, 2, 3].map((window) => 4 * apart * window));
  const placesFrom = (place: Code): Code => i32x4.add(i32x4.splat(place), behind);
  const loadApart = { 1: load, 2: (at: Code) => lanesOf(load(at), load(at, 16), [0, 2, 4, 6]) };
  return windowsFunction(f, hasPlaces, {
    begin(place) {
      f.set(largest, f.float(-Infinity));
      if (hasPlaces) f.set(best, placesFrom(place));
    },
    take(from, place) {
      f.set(first, i32.add(from.get, place.get));
      f.set(value, loadApart[apart](first.get));
      if (isPositive(kind)) f.set(value, positives(f, value));
      if (hasPlaces)
        f.set(best, bits.select(placesFrom(place.get), best.get, f32x4.less(largest.get, value.get)));
      f.set(largest, f32x4.greater(largest.get, value.get));
    },
    write(to, places) {
      f.emit(store(to, largest.get));
      if (places !== undefined) f.emit(store(places, best.get));
    },
  });
}

export const fourMaximaName = (kind: MaximaKind, apart: Apart): string => `${kind}By${apart}`;
