import { signedTogether } from "../code/module.js";
import type { Scheme } from "../code/scheme.js";
import { countedRows, groupBytes, mostTogether, signsName } from "../code/sign-functions.js";
import { vectorsFor } from "../code/vector.js";
import type { Engine } from "./engine.js";
import type { DenseSigns, Layer, Signs } from "./plan.js";

/** Bytes behind sums that may be written to: a panel of the table may have more rows than there are. */
export const beyondSums = 8 * countedRows;

/** Bytes behind what is selected that may be written to: a vector of groups may go beyond a sum. */
export const beyondSelected = 32;

const panelsOf = (rows: number): number => Math.ceil(rows / countedRows);

/** Products that are counted together. */
interface Group {
  /** The first one, how many there are, and how far they stand from each other among all products of the sum. */
  readonly first: number;
  readonly count: number;
  readonly step: number;
}

/** Groups of up to so many products, whose activations stand `apart` floats from each other. */
interface Groups {
  readonly together: number;
  readonly apart: number;
  readonly groups: readonly Group[];
}

/** Of windows: each `run` products have activations that stand side by side. */
export function groupsOfRuns(depth: number, run: number, apart: number): Groups {
  const together = Math.min(run, mostTogether);
  const groups: Group[] = [];
  for (let start = 0; start < depth; start += run)
    for (let at = 0; at < run; at += together)
      groups.push({ first: start + at, count: Math.min(together, run - at), step: 1 });
  return { together, apart, groups };
}

/** Of operands that are written out: thirds of a sum, so that the groups' first activations stand side by side. */
function groupsOfThirds(depth: number): Groups {
  const together = Math.min(depth, mostTogether);
  const apart = Math.ceil(depth / together);
  const groups = Array.from({ length: apart }, (_, first) => ({
    first,
    count: Math.ceil((depth - first) / apart),
    step: apart,
  }));
  return { together, apart, groups };
}

/**
 * Reserves and writes what counts a layer's signs.
 * @param offsetOf bytes of codes from a pixel's first activation to that of each product
 */
export function signsOf(
  { arena }: Engine,
  layer: Layer,
  { together, apart, groups }: Groups,
  offsetOf: (k: number) => number,
): Signs {
  const offsetsAt = arena.reserve(4 * groups.length);
  arena.words(offsetsAt, groups.length).set(groups.map(({ first }) => offsetOf(first)));
  const bytes = groupBytes(together);
  const length = panelsOf(layer.rows) * groups.length * bytes;
  const tableAt = arena.reserve(length);
  const table = arena.unsigned(tableAt, length / 4);
  let at = 0;
  for (let panel = 0; panel < panelsOf(layer.rows); panel++)
    for (const group of groups) {
      writeGroup(layer, panel * countedRows, group, table.subarray(at, at + bytes / 4));
      at += bytes / 4;
    }
  return { tableAt, offsetsAt, groups: groups.length, together, apart };
}

/** @param pixels the most that are multiplied at a time */
export function denseSigns(engine: Engine, { codeBytes }: Scheme, layer: Layer, pixels: number): DenseSigns {
  const { arena } = engine;
  const { depth } = layer;
  const cornersAt = arena.reserve(4 * pixels);
  arena.words(cornersAt, pixels).set(Int32Array.from({ length: pixels }, (_, at) => at * depth * codeBytes));
  return { ...signsOf(engine, layer, groupsOfThirds(depth), (k) => k * codeBytes), cornersAt };
}

/** Words of a vector of the table. */
const vectorWords = countedRows / 4;

/** Writes a group's vectors for sixteen rows, as `signsFunction` has them. One more digit makes three of each vector. */
function writeGroup(
  { rows, depth, weights }: Layer,
  firstRow: number,
  { first, count, step }: Group,
  to: Uint32Array,
): void {
  to.fill(0);
  const [below, above] = [new Uint8Array(countedRows), new Uint8Array(countedRows)];
  const ofNegative = new Uint32Array(above.buffer);
  const ofPositive = new Uint32Array(below.buffer);
  for (let digit = 0, known = vectorWords; known < to.length; digit++, known *= 3) {
    for (let lane = 0; lane < countedRows; lane++) {
      const row = firstRow + lane;
      const weight = digit < count && row < rows ? (weights[row * depth + first + digit * step] ?? 0) : 0;
      below[lane] = weight < 0 ? 1 : 0;
      above[lane] = weight > 0 ? 1 : 0;
    }
    for (let at = 0; at < known; at++) {
      const counted = to[at] ?? 0;
      to[at] = counted + (ofNegative[at % vectorWords] ?? 0);
      to[at + known] = counted;
      to[at + 2 * known] = counted + (ofPositive[at % vectorWords] ?? 0);
    }
  }
}

/** Writes what the signs of activations say, of all floats there. */
export function selectSigns(
  engine: Engine,
  { together, apart }: Signs,
  { floatsAt, selectedAt, vectors }: Selected & { readonly vectors: number },
): void {
  engine.call("select", floatsAt, selectedAt, vectors, together, 4 * apart, 1, 0);
}

/** The same of pixels that are written out: of their groups' first activations only. */
export function selectDenseSigns(
  engine: Engine,
  { together, apart, groups }: DenseSigns,
  { floatsAt, selectedAt, pixels, depth }: Selected & { readonly pixels: number; readonly depth: number },
): void {
  engine.call("select", floatsAt, selectedAt, vectorsFor(groups), together, 4 * apart, pixels, 4 * depth);
}

interface Selected {
  readonly floatsAt: number;
  readonly selectedAt: number;
}

/** Takes the numbers of such products off the sums of some pixels. */
export function takeSigns(
  engine: Engine,
  { rows }: Layer,
  { tableAt, offsetsAt, groups, together }: Signs,
  sums: {
    /** Where each pixel's first activation stands, in bytes of codes. */
    readonly cornersAt: number;
    /** What `select` has written. */
    readonly selectedAt: number;
    readonly sumsAt: number;
    readonly pixels: number;
    /** Bytes of a pixel's sums. */
    readonly stride: number;
  },
): void {
  const { cornersAt, selectedAt, pixels, sumsAt, stride } = sums;
  const bytes = groupBytes(together);
  const shape = [panelsOf(rows), 4 * groups, groups * bytes, bytes, stride];
  const grouped = Math.floor(pixels / signedTogether);
  const done = grouped * signedTogether;
  const work = (pixelsTogether: number, first: number, count: number): void => {
    const places = [cornersAt + 4 * first, offsetsAt, selectedAt, tableAt, sumsAt + first * stride];
    if (count > 0) engine.call(signsName(pixelsTogether), ...places, count, ...shape);
  };
  work(signedTogether, 0, grouped);
  work(1, done, pixels - done);
}
