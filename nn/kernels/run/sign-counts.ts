import { signedTogether } from "../code/module.js";
import type { Scheme } from "../code/scheme.js";
import { countedRows, maskBytes, signsName } from "../code/sign-functions.js";
import type { Engine } from "./engine.js";
import type { Layer, Places, Signs } from "./plan.js";

/** Bytes behind sums that may be written to: a panel of masks may have more rows than there are. */
export const beyondSums = 8 * countedRows;

const panelsOf = (rows: number): number => Math.ceil(rows / countedRows);

/** @param pixels the most that are multiplied at a time */
export function signsOf(engine: Engine, { codeBytes }: Scheme, layer: Layer, pixels: number): Signs {
  const { arena } = engine;
  const table = (length: number, apart: number): number => {
    const at = arena.reserve(4 * length);
    arena.words(at, length).forEach((_, index, words) => (words[index] = index * apart));
    return at;
  };
  const masksAt = writeMasks(engine, layer);
  const cornersAt = table(pixels, layer.depth * codeBytes);
  return { masksAt, dense: { cornersAt, offsetsAt: table(layer.depth, codeBytes) } };
}

/** Writes which weights are below and above 0, as `signsFunction` has them. */
function writeMasks({ arena }: Engine, { rows, depth, weights }: Layer): number {
  const length = panelsOf(rows) * depth * maskBytes;
  const at = arena.reserve(length);
  const bytes = arena.bytes(at, length);
  bytes.fill(0);
  const above = maskBytes - countedRows;
  for (let row = 0; row < rows; row++) {
    let target = Math.floor(row / countedRows) * depth * maskBytes + (row % countedRows);
    for (let from = row * depth; from < (row + 1) * depth; from++, target += maskBytes) {
      const weight = weights[from] ?? 0;
      if (weight < 0) bytes[target] = 1;
      else if (weight > 0) bytes[target + above] = 1;
    }
  }
  return at;
}

/** Takes the numbers of such products off the sums of some pixels. */
export function takeSigns(
  engine: Engine,
  { rows, depth }: Layer,
  masksAt: number,
  { cornersAt, offsetsAt }: Places,
  sums: {
    /** What `select` has written. */
    readonly selectedAt: number;
    readonly sumsAt: number;
    readonly pixels: number;
    /** Bytes of a pixel's sums. */
    readonly stride: number;
  },
): void {
  const { selectedAt, sumsAt, pixels, stride } = sums;
  const shape = [panelsOf(rows), 4 * depth, depth * maskBytes, stride];
  const grouped = Math.floor(pixels / signedTogether);
  const done = grouped * signedTogether;
  const work = (together: number, first: number, groups: number): void => {
    const places = [cornersAt + 4 * first, offsetsAt, selectedAt, masksAt, sumsAt + first * stride];
    if (groups > 0) engine.call(signsName(together), ...places, groups, ...shape);
  };
  work(signedTogether, 0, grouped);
  work(1, done, pixels - done);
}
