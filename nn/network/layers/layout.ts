import type { Made, Node } from "../node.js";
import { refuseCast } from "../constants.js";
import { sizeOf } from "../tensor.js";
import { outside, padMap, sliceMap, transposeMap, type Cut } from "./maps.js";

/*
 * Layers that move numbers and compute none. The file's shapes begin with the axis of images; no number may move along it.
 */

/** Identity, and Dropout, which does nothing once a network is trained. */
export function identity(node: Node): Made {
  const { index, shape } = node.value(0);
  return { shape, same: index };
}

/** Cast to float32, which every value is already: comparisons give 0 and 1. */
export function cast(node: Node): Made {
  refuseCast(node.int("to", 0), (what) => node.refuse(what));
  return identity(node);
}

export function flatten(node: Node): Made {
  const { index, shape } = node.value(0);
  const axis = node.int("axis", 1);
  if (axis !== 1 && axis !== -shape.length)
    throw node.refuse(`axis=${axis} works across images; only axis=1 is read`);
  return { shape: [sizeOf(shape)], same: index };
}

export function reshape(node: Node): Made {
  const { index, shape } = node.value(0);
  const wanted = [...node.constant(1).values];
  const written = wanted.join(", ");
  const all = [node.fixedImages ?? 1, ...shape];
  const isCopied = node.int("allowzero", 0) === 0;
  const lengths = wanted.map((length, axis) => (length === 0 && isCopied ? (all[axis] ?? 0) : length));
  const [images = 0, ...rest] = lengths;
  const known = rest.filter((length) => length !== -1).reduce((product, length) => product * length, 1);
  const open = rest.indexOf(-1);
  if (open >= 0) rest[open] = sizeOf(shape) / known;
  const keepsImages = wanted[0] === 0 || images === -1 || images === (node.fixedImages ?? images);
  if (!keepsImages || rest.length === 0 || sizeOf(rest) !== sizeOf(shape) || !rest.every(Number.isInteger))
    throw node.refuse(`shape (${written}) does not keep the images of ${node.shapeText(shape)} apart`);
  return { shape: rest, same: index };
}

export function transpose(node: Node): Made {
  const { index, shape } = node.value(0);
  const order = node.ints("perm") ?? [...shape.map((_, axis) => shape.length - axis), 0];
  if (order[0] !== 0) throw node.refuse(`perm=${order.join(",")} works across images`);
  const inner = order.slice(1).map((axis) => axis - 1);
  if ([...inner].sort((a, b) => a - b).join() !== shape.map((_, axis) => axis).join())
    throw node.refuse(`perm=${order.join(",")} does not fit an input of ${node.shapeText(shape)}`);
  return {
    shape: inner.map((axis) => shape[axis] ?? 0),
    work: { kind: "gather", map: transposeMap(shape, inner), fill: 0 },
    sources: [index],
  };
}

export function pad(node: Node): Made {
  const { index, shape } = node.value(0);
  const isOld = node.opset < 11;
  const pads = isOld ? (node.ints("pads") ?? []) : [...node.constant(1).values];
  const fill = isOld ? node.float("value", 0) : (node.optional(2)?.values[0] ?? 0);
  const axes = isOld ? undefined : node.optional(3)?.values;
  const mode = node.text("mode", "constant");
  if (!Object.hasOwn(outside, mode))
    throw node.refuse(`mode=${mode} is none of ${Object.keys(outside).join(", ")}`);
  const rank = shape.length + 1;
  const where = axes === undefined ? Array.from({ length: rank }, (_, axis) => axis) : [...axes];
  if (pads.length !== 2 * where.length)
    throw node.refuse(`${pads.length} pads do not fit an input of ${node.shapeText(shape)}`);
  const before = new Array<number>(shape.length).fill(0);
  const after = new Array<number>(shape.length).fill(0);
  where.forEach((axis, at) => {
    const [first = 0, last = 0] = [pads[at], pads[at + where.length]];
    if (first === 0 && last === 0) return;
    const inner = node.axis(axis, shape);
    before[inner] = first;
    after[inner] = last;
  });
  const padded = shape.map((length, axis) => length + (before[axis] ?? 0) + (after[axis] ?? 0));
  if (padded.some((length) => length < 1)) throw node.refuse(`pads of ${pads.join(", ")} leave nothing`);
  const map = padMap(shape, before, after, mode as keyof typeof outside);
  return { shape: padded, work: { kind: "gather", map, fill: Math.fround(fill) }, sources: [index] };
}

export function slice(node: Node): Made {
  const { index, shape } = node.value(0);
  const isOld = node.opset < 10;
  const list = (name: string, at: number): readonly number[] | undefined => {
    if (isOld) return node.ints(name);
    const tensor = node.optional(at);
    return tensor && [...tensor.values];
  };
  const starts = list("starts", 1) ?? [];
  const ends = list("ends", 2) ?? [];
  const axes = list("axes", 3) ?? starts.map((_, axis) => axis);
  const steps = (isOld ? undefined : list("steps", 4)) ?? starts.map(() => 1);
  if ([ends, axes, steps].some(({ length }) => length !== starts.length))
    throw node.refuse("starts, ends, axes and steps have different lengths");
  const cuts = shape.map((length): Cut => ({ start: 0, step: 1, length }));
  axes.forEach((axis, at) => {
    const inner = node.axis(axis, shape);
    const cut = cutOf(shape[inner] ?? 0, starts[at] ?? 0, ends[at] ?? 0, steps[at] ?? 0);
    if (cut === undefined) throw node.refuse(`a slice of axis ${axis} with step ${steps[at]} is empty`);
    cuts[inner] = cut;
  });
  return {
    shape: cuts.map(({ length }) => length),
    work: { kind: "gather", map: sliceMap(shape, cuts), fill: 0 },
    sources: [index],
  };
}

/** As Python slices: from the end where negative, and never beyond the axis. */
function cutOf(length: number, start: number, end: number, step: number): Cut | undefined {
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const place = (at: number): number => Math.min(Math.max(at < 0 ? at + length : at, low), high);
  const first = place(start);
  const count = Math.ceil((place(end) - first) / step);
  return step !== 0 && count > 0 ? { start: first, step, length: count } : undefined;
}

export function concat(node: Node): Made {
  const inputs = node.inputs.map((_, at) => node.value(at));
  const [first] = inputs;
  if (first === undefined) throw node.refuse("it has no inputs");
  const axis = node.axis(node.int("axis", 0), first.shape);
  for (const { shape } of inputs)
    if (shape.length !== first.shape.length || shape.some((n, at) => at !== axis && n !== first.shape[at]))
      throw node.refuse(
        `inputs of ${inputs.map((input) => node.shapeText(input.shape)).join(", ")} do not fit`,
      );
  const joint = inputs.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
  return {
    shape: first.shape.map((length, at) => (at === axis ? joint : length)),
    work: {
      kind: "concat",
      lengths: inputs.map(({ shape }) => sizeOf(shape.slice(axis))),
      outer: sizeOf(first.shape.slice(0, axis)),
    },
    sources: inputs.map(({ index }) => index),
  };
}
