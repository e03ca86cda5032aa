import { RequestError } from "../tools/errors.js";
import { shapeText, sizeOf, type LabelledImages } from "./data/images.js";
import type { Network } from "./network/steps.js";

/** @throws {RequestError} the images are not of the network's size, or a label is none of its classes */
export function refuseUnfit(network: Network, { name, shape, labels }: LabelledImages): void {
  const isFlat = shape.length === 1 || network.input.length === 1;
  const fits =
    sizeOf(shape) === sizeOf(network.input) && (isFlat || withoutOnes(shape) === withoutOnes(network.input));
  if (!fits)
    throw new RequestError(
      `the network takes images of ${shapeText(network.input)}, and ${name} are of ${shapeText(shape)}`,
    );
  const wrong = labels.findIndex((label) => label >= network.classes);
  if (wrong >= 0)
    throw new RequestError(
      `${name}: label ${wrong} is ${labels[wrong]}, and the network has ${network.classes} classes, 0 to ${network.classes - 1}`,
    );
}

const withoutOnes = (shape: readonly number[]): string => shape.filter((length) => length !== 1).join();
