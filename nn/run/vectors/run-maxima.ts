import { tablesOf, type PlaneWindows } from "../pool-windows.js";
import type { VectorFunctions } from "./functions.js";
import { fourMaximaName, type MaximaKind } from "./maxima.js";

/** Computes maxima of so many planes. Addresses: of the planes, of results, and of what is noted, see `maxima.ts`. */
export type RunMaxima = (planes: number, from: number, to: number, places?: number) => void;

/**
 * @param apart numbers from a window to the next, as the pool's strides say
 * @param noted what is computed where places are noted
 * @param keep writes a table into the functions' memory, and returns its address
 */
export function maximaOf(
  plane: PlaneWindows,
  apart: number,
  functions: VectorFunctions,
  keep: (table: Int32Array) => number,
  noted: Exclude<MaximaKind, "maxima"> = "maximaAndPlaces",
): RunMaxima {
  const { single, fours, apart: loaded } = tablesOf(plane, apart);
  const [bytes, outBytes] = [4 * plane.area, 4 * (plane.starts.length - 1)];
  const kinds = [
    { ...single, at: keep(single.table), nameOf: (kind: MaximaKind): string => kind },
    { ...fours, at: keep(fours.table), nameOf: (kind: MaximaKind) => fourMaximaName(kind, loaded) },
  ].filter(({ windows }) => windows > 0);
  return (planes, from, to, places) => {
    for (const { windows, at, nameOf } of kinds) {
      const shape = [windows, planes, bytes, outBytes] as const;
      if (places === undefined) functions[nameOf("maxima")]?.(at, from, to, ...shape);
      else functions[nameOf(noted)]?.(at, from, to, ...shape, places);
    }
  };
}
