import { widthsOf } from "../code/module.js";
import { packedRows } from "../code/pack-function.js";
import type { Scheme } from "../code/scheme.js";

/** How the weights of a layer stand in memory. */
export interface Layout {
  readonly rows: number;
  readonly depth: number;
  /** A multiple of 4. */
  readonly paddedRows: number;
  /** Panels of `vectors` vectors, the wide ones first. */
  readonly panels: readonly { readonly count: number; readonly vectors: number }[];
}

export function layoutOf(scheme: Scheme, rows: number, depth: number): Layout {
  if (depth < 1) throw new RangeError("sums without products");
  const paddedRows = Math.ceil(rows / 4) * 4;
  let rest = (paddedRows * scheme.codeBytes) / 16;
  const panels = widthsOf(scheme).map((vectors) => {
    const count = Math.floor(rest / vectors);
    rest -= count * vectors;
    return { count, vectors };
  });
  return {
    rows,
    depth,
    paddedRows,
    panels: panels.filter(({ count }) => count > 0),
  };
}

/** Where and by what codes are packed. */
interface Packing {
  /** Memory for the codes of the highest panel, and its address. */
  readonly memory: Int32Array;
  readonly memoryAt: number;
  readonly weightsAt: number;
  /** See `packFunction`. */
  readonly pack: (...values: number[]) => void;
}

/** Rows of a panel. */
const heightOf = ({ codeBytes }: Scheme, vectors: number): number => (vectors * 16) / codeBytes;

/** Words of the codes of the highest panel. */
export const wordsToPack = (scheme: Scheme, { panels, depth }: Layout): number =>
  (heightOf(scheme, panels[0]?.vectors ?? 0) * depth * scheme.codeBytes) / 4;

/** The same as `writePanels`, by vectors; only where `canPack`. */
export function packPanels(
  scheme: Scheme,
  layout: Layout,
  { codes, zero }: { readonly codes: Int32Array; readonly zero: Int32Array },
  { memory, memoryAt, weightsAt, pack }: Packing,
): void {
  const { codeBytes } = scheme;
  const together = packedRows(scheme);
  const { depth } = layout;
  const rowBytes = depth * codeBytes;
  let [taken, panelAt] = [0, weightsAt];
  for (const { count, vectors } of layout.panels)
    for (let panel = 0; panel < count; panel++) {
      const words = (heightOf(scheme, vectors) * rowBytes) / 4;
      const own = codes.subarray(taken, taken + words);
      memory.set(own);
      if (own.length < words) fillWith(zero.subarray(0, codeBytes / 4), memory.subarray(own.length, words));
      taken += words;
      const apart = 16 * vectors;
      for (let vector = 0; vector < vectors; vector++) {
        const from = memoryAt + vector * together * rowBytes;
        packVector(pack, scheme, { from, rowBytes, to: panelAt + 16 * vector, apart });
      }
      panelAt += depth * apart;
    }
}

/** Packs codes that are given depth × rows, as floats. What fills up the last panel is not 0, and goes into no result. */
export function packTurned(
  layout: Layout,
  codes: Float32Array,
  { memory, memoryAt, weightsAt, pack }: Omit<Packing, "memory"> & { readonly memory: Float32Array },
): void {
  const { rows, depth } = layout;
  memory.set(codes);
  memory.fill(0, codes.length);
  let [panelAt, from] = [weightsAt, memoryAt];
  for (const { count, vectors } of layout.panels)
    for (let panel = 0; panel < count; panel++) {
      pack(from, panelAt, 4 * rows, depth, vectors);
      from += 16 * vectors;
      panelAt += 16 * vectors * depth;
    }
}

/** Packs as many rows as a vector holds codes: see `packFunction`. */
export function packVector(
  pack: Packing["pack"],
  scheme: Scheme,
  { from, rowBytes, to, apart }: Readonly<Record<"from" | "rowBytes" | "to" | "apart", number>>,
): void {
  const together = packedRows(scheme);
  const depth = rowBytes / scheme.codeBytes;
  const whole = Math.floor(depth / together);
  const rest = depth - together;
  pack(from, rowBytes, to, apart, whole);
  // The last k once more, where they are no multiple of the rows.
  if (whole * together < depth) pack(from + rest * scheme.codeBytes, rowBytes, to + rest * apart, apart, 1);
}

/** Whether sums have enough products for `packPanels`. */
export const canPack = (scheme: Scheme, { depth }: Layout): boolean => depth >= packedRows(scheme);

/**
 * Writes codes, rows × depth, in the order in which the loops take them: panel, k, row of the panel.
 * @param codes as 32-bit words, `codeBytes` / 4 of them a code
 * @param zero the code of 0, for rows that only fill up
 */
export function writePanels(
  { codeBytes }: Scheme,
  layout: Layout,
  { codes, zero }: { readonly codes: Int32Array; readonly zero: Int32Array },
  to: Int32Array,
): void {
  const words = codeBytes / 4;
  const { rows, depth, paddedRows } = layout;
  if (paddedRows > rows) fillWith(zero.subarray(0, words), to);
  let [begin, first] = [0, 0];
  for (const { count, vectors } of layout.panels)
    for (let panel = 0; panel < count; panel++) {
      const height = (vectors * 4) / words;
      const end = Math.min(first + height, rows);
      // A block of k at a time, so that what a panel's rows write side by side is still in the cache.
      for (let from = 0; from < depth; from += depthAtOnce)
        for (let row = first; row < end; row++) {
          const target = begin + (from * height + row - first) * words;
          const source = (row * depth + from) * words;
          writeRow(codes, source, Math.min(depthAtOnce, depth - from), words, to, target, height * words);
        }
      begin += depth * height * words;
      first += height;
    }
}

const depthAtOnce = 256;

/** The same code everywhere: what is there is doubled until it is full. */
function fillWith(code: Int32Array, to: Int32Array): void {
  to.set(code);
  for (let done = code.length; done < to.length; done *= 2) to.copyWithin(done, 0, done);
}

/** Codes of a row, `apart` words from each other. */
function writeRow(
  codes: Int32Array,
  source: number,
  count: number,
  words: number,
  to: Int32Array,
  target: number,
  apart: number,
): void {
  if (words === 1) {
    for (let k = 0, at = target; k < count; k++, at += apart) to[at] = codes[source + k] ?? 0;
    return;
  }
  for (let k = 0, at = target, from = source; k < count; k++, at += apart, from += 2) {
    to[at] = codes[from] ?? 0;
    to[at + 1] = codes[from + 1] ?? 0;
  }
}
