import type { Node } from "../node.js";
import type { Windows } from "../steps.js";

/**
 * The windows of a Conv or pool. An input of channels × length is one of channels × 1 × length.
 * @param kernelShape of a Conv: that of its weights
 */
export function windowsOf(
  node: Node,
  shape: readonly number[],
  kernelShape: readonly number[] | undefined,
): { windows: Windows; outShape: readonly number[] } {
  const [channels = 0, ...space] = shape;
  if (space.length < 1 || space.length > 2)
    throw node.refuse(`an input of ${node.shapeText(shape)}; only 1-D and 2-D ones are read`);
  const axes = space.length;
  const list = (name: string, otherwise: number, length = axes): number[] => {
    const given = node.ints(name) ?? new Array<number>(length).fill(otherwise);
    if (given.length !== length) throw node.refuse(`${name} has ${given.length} numbers, not ${length}`);
    return [...given];
  };
  const kernel = [...(kernelShape ?? node.ints("kernel_shape") ?? [])];
  const strides = list("strides", 1);
  const dilations = list("dilations", 1);
  if (kernel.length !== axes) throw node.refuse(`its kernel has ${kernel.length} axes, its input ${axes}`);
  if ([...kernel, ...strides, ...dilations].some((number) => number < 1))
    throw node.refuse("kernel_shape, strides and dilations must be 1 or more");

  const reach = kernel.map((size, axis) => (size - 1) * (dilations[axis] ?? 1) + 1);
  const { before, after } = padsOf(node, space, reach, strides, list("pads", 0, 2 * axes));
  const isCeiled = node.int("ceil_mode", 0) === 1;
  const out = space.map((length, axis) => {
    const stride = strides[axis] ?? 1;
    const first = before[axis] ?? 0;
    const steps = (length + first + (after[axis] ?? 0) - (reach[axis] ?? 1)) / stride;
    const count = Math.floor(steps) + 1;
    // With ceil_mode one more, unless it would begin beyond the input and the padding before it.
    if (!isCeiled || Number.isInteger(steps)) return count;
    return count * stride < length + first ? count + 1 : count;
  });
  if (out.some((length) => length < 1))
    throw node.refuse(`a kernel of ${kernel.join("×")} does not fit an input of ${node.shapeText(shape)}`);
  const two = (numbers: readonly number[], otherwise: number): [number, number] =>
    axes === 1 ? [otherwise, numbers[0] ?? otherwise] : [numbers[0] ?? otherwise, numbers[1] ?? otherwise];
  const [height, width] = two(space, 1);
  const [top, left] = two(before, 0);
  const [bottom, right] = two(after, 0);
  const [outHeight, outWidth] = two(out, 1);
  return {
    windows: {
      channels,
      height,
      width,
      kernel: two(kernel, 1),
      strides: two(strides, 1),
      dilations: two(dilations, 1),
      pads: [top, left, bottom, right],
      outHeight,
      outWidth,
    },
    outShape: out,
  };
}

/** Padding before and after each axis: written out, or as auto_pad finds it. */
function padsOf(
  node: Node,
  space: readonly number[],
  reach: readonly number[],
  strides: readonly number[],
  written: readonly number[],
): { before: readonly number[]; after: readonly number[] } {
  const axes = space.length;
  const auto = node.text("auto_pad", "NOTSET");
  switch (auto) {
    case "NOTSET":
      if (written.some((pad) => pad < 0))
        throw node.refuse(`pads of ${written.join(", ")}; none may be negative`);
      return { before: written.slice(0, axes), after: written.slice(axes) };
    case "VALID":
      return { before: space.map(() => 0), after: space.map(() => 0) };
    case "SAME_UPPER":
    case "SAME_LOWER": {
      const totals = space.map((length, axis) => {
        const stride = strides[axis] ?? 1;
        return Math.max(0, (Math.ceil(length / stride) - 1) * stride + (reach[axis] ?? 1) - length);
      });
      const small = totals.map((total) => Math.floor(total / 2));
      const large = totals.map((total) => Math.ceil(total / 2));
      return auto === "SAME_UPPER" ? { before: small, after: large } : { before: large, after: small };
    }
    default:
      throw node.refuse(`auto_pad=${auto} is none of NOTSET, VALID, SAME_UPPER, SAME_LOWER`);
  }
}
