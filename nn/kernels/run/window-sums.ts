import { vectorsOf } from "../code/scheme.js";
import { turned } from "../code/planes-function.js";
import { vectorsFor } from "../code/vector.js";
import type { KernelWindows } from "../kernel.js";
import type { Engine, Prepared } from "./engine.js";
import type { Missing, Plan, Signs } from "./plan.js";
import { pad } from "./padding.js";
import { geometryOf, type Geometry } from "./window-geometry.js";
import { lanesFor, type Lanes } from "./window-lanes.js";
import { waysFor, type Way } from "./window-ways.js";
import { addMissing, windowMissing } from "./rare-products.js";
import { beyondSums, groupsOfRuns, selectSigns, signsOf, takeSigns } from "./sign-counts.js";

/** Bytes of the sums of a block of pixels: they stay in a core's cache. */
const blockBytes = 131_072;

/** The results of a convolution: windows of an image times rows of weights. */
export class WindowSums {
  readonly #engine: Engine;
  readonly #plan: Plan;
  readonly #layer: Prepared;
  readonly #geometry: Geometry;
  readonly #cornersAt: number;
  readonly #signs: Signs | undefined;
  /** Pixels, to a multiple of four. */
  readonly #paddedPixels: number;
  /** Bytes of a pixel's sums. */
  readonly #stride: number;
  readonly #lanes: Lanes | undefined;
  /** By the vectors of a panel; none with pixels in lanes. */
  readonly #ways: ReadonlyMap<number, Way>;
  readonly #missingIn: ReturnType<typeof windowMissing>;
  /** What the scheme's quick steps miss in the image; null if they do not do for it. */
  #missing: readonly Missing[] | null = null;
  #memory: ReturnType<WindowSums["mapped"]> | undefined;

  constructor(engine: Engine, plan: Plan, layer: Prepared, windows: KernelWindows) {
    this.#engine = engine;
    this.#plan = plan;
    this.#layer = layer;
    this.#geometry = geometryOf(windows);
    this.#lanes = lanesFor(engine, plan, layer, windows);
    this.#ways = this.#lanes === undefined ? waysFor(engine, plan, layer, windows) : new Map();
    const { corners } = this.#geometry;
    this.#paddedPixels = Math.ceil(corners.length / turned) * turned;
    this.#stride = layer.paddedRows * 4 * vectorsOf(plan.scheme.sum);
    const { arena } = engine;
    const { codeBytes } = plan.scheme;
    this.#cornersAt = arena.reserve(4 * this.#paddedPixels);
    const inBytes = this.#geometry.inBytes(codeBytes);
    const table = arena.words(this.#cornersAt, this.#paddedPixels);
    // what fills up a group of pixels is computed, too
    table.fill(inBytes.corners.at(-1) ?? 0);
    table.set(inBytes.corners);
    if (layer.signs !== undefined)
      this.#signs = signsOf(
        engine,
        layer.layer,
        groupsOfRuns(layer.depth, this.#geometry.run, this.#geometry.apart),
        (k) => inBytes.offsets[k] ?? 0,
      );
    this.#missingIn = windowMissing(engine, plan, layer.layer, this.#geometry);
    this.mapped();
  }

  run(image: Float32Array, from: number, out: Float32Array, to: number): void {
    const { corners, size } = this.#geometry;
    const { rows, judge, isQuick, scales } = this.#layer;
    const { dense, results, floatsAt, codesAt } = this.#view();
    dense.set(from === 0 && image.length === size ? image : image.subarray(from, from + size));
    this.#pad();
    const vectors = vectorsFor(this.#geometry.paddedSize);
    const {
      codesAt: at,
      largest,
      smallest,
    } = this.#engine.code({ from: floatsAt, to: codesAt, vectors, rounded: false }, scales);
    if (this.#signs !== undefined)
      selectSigns(this.#engine, this.#signs, { floatsAt, selectedAt: this.#view().selectedAt, vectors });
    const trust = judge(largest, smallest);
    const operands = { codesAt: at, activations: this.#view().floats };
    this.#missing = isQuick(largest, smallest) ? this.#missingIn(operands) : null;
    if (this.#lanes !== undefined) this.#lanes(at, this.#view().resultsAt, 4 * this.#paddedPixels);
    else if (trust === "wrong") this.#redo(() => true);
    else if (trust === "right") this.#blocks(at, null);
    else this.#redoDoubtful(at, trust);
    const pixels = corners.length;
    if (pixels === this.#paddedPixels) out.set(results, to);
    else
      for (let row = 0; row < rows; row++) {
        const first = row * this.#paddedPixels;
        out.set(results.subarray(first, first + pixels), to + row * pixels);
      }
  }

  /** Copies the image into its padding. */
  #pad(): void {
    const { isPadded, paddedSize } = this.#geometry;
    const { floats, denseAt, floatsAt } = this.#view();
    // what fills up the last vector counts as zeros
    floats.fill(0, isPadded ? 0 : paddedSize);
    if (isPadded) pad(this.#engine, this.#geometry, this.#geometry, denseAt, floatsAt);
  }

  /**
   * Sums and results of one block of pixels after the other.
   * @param codesAt where the image's codes are
   * @param bounds what sums may be off by; null: nothing
   * @returns whether there are doubts
   */
  #blocks(codesAt: number, bounds: Float64Array | null): boolean {
    const { scheme } = this.#plan;
    const { panels, weightsAt, paddedRows, depth, biasAt, layer } = this.#layer;
    const { selectedAt, sumsAt, resultsAt, boundsAt, doubtsAt } = this.#view();
    const most = this.#blockPixels();
    let isDoubtful = false;
    for (let first = 0; first < this.#paddedPixels; first += most) {
      const pixels = Math.min(most, this.#paddedPixels - first);
      let [weights, sums] = [weightsAt, sumsAt];
      for (const { count, vectors } of panels) {
        const panelBytes = vectors * depth * 16;
        const way = this.#ways.get(vectors);
        if (way === undefined) throw new RangeError("a panel that the layer does not have");
        const { name, quick, together, tableAt, parts } = way;
        let from = first;
        for (const [index, part] of parts.entries()) {
          // what fills up the last group goes with the last part
          const end = Math.min(index === parts.length - 1 ? this.#paddedPixels : part.end, first + pixels);
          if (end <= from) continue;
          this.#engine.call(
            this.#missing === null ? name : quick,
            ...[this.#cornersAt + 4 * from, tableAt + part.from, codesAt, weights],
            ...[sums + (from - first) * this.#stride, (end - from) / together],
            ...[count, part.bytes, panelBytes, this.#stride],
          );
          from = end;
        }
        weights += count * panelBytes;
        sums += count * vectors * 16 * ((4 * vectorsOf(scheme.sum)) / scheme.codeBytes);
      }
      addMissing(this.#engine, this.#missing ?? [], { sumsAt, first, pixels, paddedRows });
      if (this.#signs !== undefined) {
        const cornersAt = this.#cornersAt + 4 * first;
        const block = { cornersAt, selectedAt, sumsAt, pixels, stride: this.#stride };
        takeSigns(this.#engine, layer, this.#signs, block);
      }
      const places = [sumsAt, resultsAt + 4 * first, biasAt];
      const shape = [pixels / turned, paddedRows / 4, 4 * this.#paddedPixels, this.#stride];
      if (bounds === null) this.#engine.call("planes", ...places, ...shape);
      else {
        this.#engine.call("boundedPlanes", ...places, ...shape, boundsAt, doubtsAt + 4 * first);
        isDoubtful ||= this.#engine.isAnyDoubtful();
      }
    }
    return isDoubtful;
  }

  #redoDoubtful(codesAt: number, bounds: Float64Array): void {
    const { boundsAt, doubtsAt } = this.#view();
    const { paddedRows } = this.#layer;
    const { arena } = this.#engine;
    arena.doubles(boundsAt, paddedRows).fill(0).set(bounds);
    if (!this.#blocks(codesAt, bounds)) return;
    const doubts = arena.words(doubtsAt, paddedRows * this.#paddedPixels);
    this.#redo((index) => doubts[index] !== 0);
  }

  /** Computes doubtful results again, slowly and without doubt. */
  #redo(isDoubtful: (index: number) => boolean): void {
    const { redo } = this.#plan;
    if (redo === undefined) throw new RangeError("doubtful sums, and no other way to compute them");
    const { corners, offsets } = this.#geometry;
    const { layer, scales, rows, depth } = this.#layer;
    const { floats, results } = this.#view();
    const scale = 2 ** (scales.activations + scales.weights);
    const activations = new Float32Array(depth);
    for (const [pixel, corner] of corners.entries()) {
      let isCollected = false;
      for (let row = 0; row < rows; row++) {
        const index = row * this.#paddedPixels + pixel;
        if (!isDoubtful(index)) continue;
        if (!isCollected)
          for (const [k, offset] of offsets.entries()) activations[k] = floats[corner + offset] ?? NaN;
        isCollected = true;
        const weights = layer.weights.subarray(row * depth, (row + 1) * depth);
        results[index] = redo(activations, weights, layer.bias[row] ?? 0) * scale;
      }
    }
  }

  #blockPixels(): number {
    return Math.max(turned, Math.floor(blockBytes / this.#stride / turned) * turned);
  }

  #view(): ReturnType<WindowSums["mapped"]> {
    const { arena } = this.#engine;
    if (this.#memory?.buffer !== arena.memory.buffer || this.#memory.denseAt !== this.#engine.scratch(0))
      this.#memory = this.mapped();
    return this.#memory;
  }

  /** Where everything is in the memory that all layers share. */
  mapped() {
    const { size, paddedSize, isPadded } = this.#geometry;
    const { rows, paddedRows } = this.#layer;
    const { codeBytes } = this.#plan.scheme;
    const isBounded = this.#plan.judge !== undefined;
    const planes = 4 * paddedRows * this.#paddedPixels;
    // a vector may reach beyond the last number
    const sizes = [
      4 * size + 32,
      isPadded ? 4 * paddedSize + 32 : 0,
      codeBytes * (paddedSize + 4),
      this.#signs === undefined ? 0 : codeBytes * (paddedSize + 4),
      this.#stride * Math.min(this.#paddedPixels, this.#blockPixels()) + beyondSums,
      planes,
      isBounded ? planes : 0,
      8 * paddedRows,
    ];
    const [denseAt, floatsAt, codesAt, selectedAt, sumsAt, resultsAt, doubtsAt, boundsAt] =
      this.#engine.places(sizes) as [
        ...[number, number, number, number],
        ...[number, number, number, number],
      ];
    const { arena } = this.#engine;
    const paddedAt = isPadded ? floatsAt : denseAt;
    return {
      buffer: arena.memory.buffer,
      ...{ denseAt, floatsAt: paddedAt, codesAt, selectedAt, sumsAt, resultsAt, doubtsAt, boundsAt },
      dense: arena.floats(denseAt, size),
      floats: arena.floats(paddedAt, Math.ceil(paddedSize / 4) * 4),
      results: arena.floats(resultsAt, rows * this.#paddedPixels),
    };
  }
}
