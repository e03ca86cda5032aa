import type { Made, Node } from "../node.js";
import type { Pointwise } from "../steps.js";
import { sizeOf } from "../tensor.js";

/** A layer that looks at one number at a time. */
const each =
  (work: (node: Node) => Pointwise) =>
  (node: Node): Made => {
    const { index, shape } = node.value(0);
    return { shape, work: work(node), sources: [index] };
  };

export const relu = each(() => ({ kind: "relu" }));
export const sign = each(() => ({ kind: "sign" }));
export const sigmoid = each(() => ({ kind: "sigmoid" }));

/** Of tapir's own domain. */
export const fastSigmoid = each(() => ({ kind: "fastSigmoid" }));

/** Clip: bounds are attributes before opset 11, and inputs from then on. */
export const clip = each((node) => {
  const bound = (at: number, name: string, none: number): number =>
    node.opset < 11 ? node.float(name, none) : (node.optional(at)?.values[0] ?? none);
  const low = bound(1, "min", -Infinity);
  const high = bound(2, "max", Infinity);
  if (!(low <= high)) throw node.refuse(`its bounds are ${low} and ${high}`);
  return { kind: "clip", low, high };
});

/** Softmax over the last axis; before opset 13 over all axes from `axis` on. */
export function softmax(node: Node): Made {
  const { index, shape } = node.value(0);
  const isOld = node.opset < 13;
  const axis = node.axis(node.int("axis", isOld ? 1 : -1), shape);
  if (!isOld && axis !== shape.length - 1) throw node.refuse("only the last axis is read");
  return { shape, work: { kind: "softmax", groups: sizeOf(shape.slice(0, axis)) }, sources: [index] };
}

/** BatchNormalization of a trained network: by channel a factor and a summand, in double. */
export function batchNormalization(node: Node): Made {
  const { index, shape } = node.value(0);
  if (node.int("training_mode", 0) !== 0) throw node.refuse("training_mode=1 needs other images' values");
  const channels = shape[0] ?? 0;
  const [gamma, beta, mean, variance] = [1, 2, 3, 4].map((at) => node.weights(at).values);
  const epsilon = node.float("epsilon", 1e-5);
  const factor = new Float64Array(channels);
  const summand = new Float64Array(channels);
  for (const list of [gamma, beta, mean, variance])
    if (list?.length !== channels)
      throw node.refuse(
        `${list?.length} numbers for ${channels} channels of an input of ${node.shapeText(shape)}`,
      );
  for (let c = 0; c < channels; c++) {
    const deviation = Math.sqrt((variance?.[c] ?? 0) + epsilon);
    if (!(deviation > 0)) throw node.refuse(`its variance of channel ${c} is ${variance?.[c]}`);
    factor[c] = (gamma?.[c] ?? 0) / deviation;
    summand[c] = (beta?.[c] ?? 0) - (mean?.[c] ?? 0) * (factor[c] ?? 0);
  }
  return {
    shape,
    work: {
      kind: "scale",
      scale: factor,
      shift: summand,
      area: sizeOf(shape.slice(1)),
      ...(gamma &&
        beta &&
        mean &&
        variance && { start: { gamma, beta, mean, variance: variance.map((v) => v + epsilon) } }),
    },
    sources: [index],
  };
}
