import type { Elementwise, Network, Product, Scale, Step } from "./steps.js";

type StepOf<Work> = Extract<Step, Work>;

/** Adds of a constant for each row of a product without a bias become its bias: exporters write MatMul, then Add. */
export const fuseBias = (network: Network): Network =>
  fuse(network, (product, next) => {
    if (product.bias !== undefined || next.kind !== "elementwise" || next.of !== "add") return undefined;
    const bias = rowConstant(product, next);
    return bias && { ...product, bias };
  });

/**
 * Folds each BatchNormalization that follows a product into its weights and bias: w × scale and b × scale + shift, in
 * double, rounded once to float32.
 */
export const foldBatchNorm = (network: Network): Network =>
  fuse(network, (product, next) => (next.kind === "scale" ? folded(product, next) : undefined));

/** Joins products with the only step that takes their result, where `join` can. */
function fuse(
  network: Network,
  join: (product: StepOf<Product>, next: Step) => StepOf<Product> | undefined,
): Network {
  const steps: Step[] = [];
  for (const step of network.steps) {
    const [source] = step.sources;
    const at = steps.findIndex(({ target }) => target === source);
    const product = steps[at];
    const isOnly = step.sources.length === 1 && uses(network, source) === 1;
    const joined = product?.kind === "product" && isOnly ? join(product, step) : undefined;
    if (joined === undefined) steps.push(step);
    else steps[at] = { ...joined, target: step.target };
  }
  return { ...network, steps };
}

/** How often a value is read; the output once more. */
export const uses = (
  { steps, output }: Pick<Network, "steps" | "output">,
  value: number | undefined,
): number =>
  steps.flatMap(({ sources }) => sources.filter((source) => source === value)).length +
  (output === value ? 1 : 0);

/** Which row made a number of the product's result. */
const rowOf = ({ windows, rows, positions }: Product, at: number): number =>
  windows === undefined ? at % rows : Math.floor(at / positions);

/** The constant that is added to each row; undefined where it is not one number a row. */
function rowConstant(product: Product, { size, operands }: Elementwise): Float32Array | undefined {
  const { groups, rows, positions } = product;
  const added = operands.find(({ constant }) => constant !== undefined);
  const other = operands.find(({ constant }) => constant === undefined);
  if (added?.constant === undefined || other?.map !== undefined || size !== groups * rows * positions)
    return undefined;
  const found = new Float32Array(groups * rows).fill(NaN);
  for (let at = 0; at < size; at++) {
    const value = added.constant[added.map === undefined ? at : (added.map[at] ?? 0)] ?? 0;
    const row = rowOf(product, at);
    if (!Number.isNaN(found[row]) && found[row] !== value) return undefined;
    found[row] = value;
  }
  return found;
}

/** A product of vectors has its rows as channels only where there is one position. */
function folded(product: StepOf<Product>, { scale, shift }: Scale): StepOf<Product> | undefined {
  const { weights, bias, depth, positions, windows } = product;
  if (windows === undefined && positions !== 1) return undefined;
  return {
    ...product,
    weights: weights.map((weight, at) => weight * (scale[Math.floor(at / depth)] ?? 0)),
    bias: Float32Array.from(scale, (factor, row) => (bias?.[row] ?? 0) * factor + (shift[row] ?? 0)),
  };
}
