import { RequestError } from "../../tools/errors.js";
import type { Step } from "../network/steps.js";
import type { TrainingArithmetic } from "./arithmetic.js";
import type { TrainedLayer, Workshop } from "./layer.js";
import { AddLayer } from "./layers/add.js";
import { BatchNormLayer } from "./layers/batch-norm.js";
import { PointwiseLayer } from "./layers/pointwise.js";
import { isEven, PoolLayer } from "./layers/pool.js";
import { ProductLayer } from "./layers/product.js";
import { ReluLayer } from "./layers/relu.js";
import type { LowBit } from "./low-bit/places.js";
import { LowBitProduct } from "./low-bit/product.js";
import { Quantiser } from "./low-bit/quantiser.js";

/**
 * @param lowBit which layers have few bits, where a recipe says so
 * @param isPositive whether a pool computes the ReLU before it, too
 * @throws {RequestError} the layer cannot be trained
 */
export function layerOf(
  step: Step,
  arithmetic: TrainingArithmetic,
  lowBit: LowBit | undefined,
  workshop: Workshop,
  isPositive = false,
): TrainedLayer {
  const { grid } = arithmetic;
  if (lowBit?.places.quantisers.has(step) === true) return new Quantiser(lowBit);
  switch (step.kind) {
    case "product": {
      const taken = lowBit?.places.products.get(step);
      if (lowBit !== undefined && taken !== undefined)
        return new LowBitProduct(step, lowBit, taken, workshop);
      return new ProductLayer(step.name, step, arithmetic, workshop);
    }
    case "scale":
      return new BatchNormLayer(step.name, step, grid, workshop, step.start);
    case "relu":
      return new ReluLayer(workshop.memory);
    case "sigmoid":
    case "fastSigmoid":
    case "clip":
      return new PointwiseLayer(step, arithmetic);
    case "pool":
      if (!isEven(step)) throw refuse(step, "its windows have different numbers of terms");
      return new PoolLayer(step, grid, workshop, isPositive);
    case "elementwise": {
      const isPlain = step.operands.every(({ constant, map }) => constant === undefined && map === undefined);
      if (step.of !== "add" || !isPlain) throw refuse(step, "only sums of two values of one shape are");
      return new AddLayer(grid);
    }
    default:
      throw refuse(
        step,
        "Conv, Gemm, MatMul, BatchNormalization, Relu, Clip, Sigmoid, PositSigmoid, pools and Add are",
      );
  }
}

const refuse = ({ name, op }: Step, why: string): RequestError =>
  new RequestError(`'${name}' (${op}) cannot be trained: ${why}`);
