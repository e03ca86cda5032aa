import { encodeModule } from "../../../tools/wasm/encode.js";
import { codeFunction, roundFunction } from "./code-function.js";
import { boundedFinishFunction, finishFunction } from "./finish-function.js";
import { packFunction, packTurnedFunction } from "./pack-function.js";
import { padFunction } from "./pad-functions.js";
import { planesFunction } from "./planes-function.js";
import { rareFunction } from "./rare-function.js";
import { waysOf, type Scheme } from "./scheme.js";
import { selectFunction, signsFunction } from "./sign-functions.js";
import { tileFunctions } from "./tile.js";
import { windowGradientsFunction, type GradientsTile } from "./window-gradients.js";
import { windowLanesFunction, type LanesTile } from "./window-lanes.js";
import { pixelsOfRuns, windowRunsFunction, windowTileFunction } from "./window-tile.js";

/** The functions of a scheme's module; see where each is written. All arguments are i32. */
export type SchemeFunctions = Readonly<Record<string, (...values: number[]) => void>>;

/** A WebAssembly module that computes matrix products by a scheme. */
export function moduleOf(scheme: Scheme, bounded: boolean): WebAssembly.Module {
  return new WebAssembly.Module(
    encodeModule([
      roundFunction(scheme),
      codeFunction(scheme, true),
      codeFunction(scheme, false),
      packFunction(scheme),
      ...(scheme.isPlain === true ? [packTurnedFunction()] : []),
      ...widthsOf(scheme).flatMap((vectors) => tileFunctions(scheme, vectors)),
      ...(scheme.lessBySigns === true
        ? [selectFunction(scheme), signsFunction(scheme, 1), signsFunction(scheme, signedTogether)]
        : []),
      ...(scheme.quick?.rareAbove === undefined ? [] : [rareFunction(scheme.quick.rareAbove)]),
      finishFunction(scheme),
      ...(bounded ? [boundedFinishFunction(scheme)] : []),
    ]),
  );
}

/** A module for the windows of convolutions by a scheme. */
export function windowsModuleOf(scheme: Scheme, bounded: boolean): WebAssembly.Module {
  return new WebAssembly.Module(
    encodeModule([
      padFunction(),
      ...widthsOf(scheme).flatMap((vectors) =>
        waysOf(scheme).map((isQuick) => windowTileFunction(scheme, vectors, isQuick)),
      ),
      planesFunction(scheme, false),
      ...(bounded ? [planesFunction(scheme, true)] : []),
    ]),
  );
}

/** Functions for windows whose rows are so many numbers that stand side by side. */
export const windowRunsModuleOf = (scheme: Scheme, run: number): WebAssembly.Module =>
  new WebAssembly.Module(
    encodeModule(
      widthsOf(scheme).flatMap((vectors) =>
        waysOf(scheme).flatMap((isQuick) =>
          pixelsOfRuns(scheme, vectors).map((pixels) =>
            windowRunsFunction(scheme, run, { vectors, pixels, isQuick }),
          ),
        ),
      ),
    ),
  );

/** A function for windows of pixels in lanes. */
export const windowLanesModuleOf = (scheme: Scheme, tile: LanesTile): WebAssembly.Module =>
  new WebAssembly.Module(encodeModule([windowLanesFunction(scheme, tile)]));

/** A function for gradients of a convolution's weights. */
export const windowGradientsModuleOf = (scheme: Scheme, tile: GradientsTile): WebAssembly.Module =>
  new WebAssembly.Module(encodeModule([windowGradientsFunction(scheme, tile)]));

/** Pixels whose signs are counted together. */
export const signedTogether = 4;

/** Vectors of weights of a panel: as many as a tile has, and half as often as it takes, down to four rows. */
export function widthsOf({ tile, codeBytes }: Scheme): number[] {
  const widths = [tile.vectors];
  for (let width = tile.vectors; width > codeBytes / 4;) widths.push((width = Math.ceil(width / 2)));
  return widths;
}
