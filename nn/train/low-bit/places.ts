import { RequestError } from "../../../tools/errors.js";
import { preprocessing } from "../../network/preprocessing.js";
import type { Elementwise, Network, Product, Step } from "../../network/steps.js";
import type { Bits, Course } from "./course.js";

export type ProductStep = Step & Product;

/** What a layer of few bits takes: the numbers of a quantiser, or an image's bytes as they are. */
export type Taken = "levels" | "bytes";

/** Where a network has few bits. */
export interface Places {
  /** Conv and fully connected layers with weights of few bits. */
  readonly products: ReadonlyMap<Step, Taken>;
  /** ReLUs that round to few bits, as a layer of few bits takes what they give. */
  readonly quantisers: ReadonlySet<Step>;
}

/** What layers share while they are trained: how many bits there are just now. */
export interface LowBit {
  readonly places: Places;
  /** null: the accurate model. */
  bits: Bits | null;
}

/**
 * Finds out which layers of a network a course rounds.
 * @throws {RequestError} it names a layer that there is not, or a layer cannot have few bits
 */
export function placesOf(network: Network, { float32 }: Pick<Course, "float32">): Places {
  const { steps } = network;
  const all = steps.filter((step): step is ProductStep => step.kind === "product");
  const names = all.map(({ name }) => name);
  const unknown = float32?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new RequestError(`float32: there is no layer '${unknown}'; there are ${names.join(", ")}`);
  refuseBranches(network);
  const accurate = float32 ?? [names[0], names.at(-1)];
  const products = all.filter(({ name }) => !accurate.includes(name));
  if (products.length === 0)
    throw new RequestError(
      `every layer stays float32 (${accurate.join(", ")}); name fewer in the recipe: 'float32: []' leaves none`,
    );
  const before = preprocessing(network);
  const taken = new Map<Step, Taken>();
  const quantisers = new Set<Step>();
  for (const product of products) {
    refuseProduct(product, network);
    const source = quantiserOf(product, network, before);
    taken.set(product, source === undefined ? "bytes" : "levels");
    if (source !== undefined) quantisers.add(source);
  }
  for (const quantiser of quantisers) refusePoolBefore(quantiser, network, taken);
  return { products: taken, quantisers };
}

const makerOf = ({ steps }: Network, step: Step): Step | undefined =>
  steps.find(({ target }) => target === step.sources[0]);

function refuseBranches({ steps }: Network): void {
  const read = steps.flatMap(({ sources }) => sources);
  if (new Set(read).size !== read.length)
    throw new RequestError(
      "a recipe trains networks whose layers stand one after the other; this one branches",
    );
}

function refuseProduct({ name, op, windows, positions, rows, target }: ProductStep, network: Network): void {
  if (windows === undefined && positions !== 1)
    throw new RequestError(`'${name}' (${op}) cannot have few bits: it multiplies several rows; ${remedy}`);
  if (target === network.output && rows === 1)
    throw new RequestError(`'${name}' cannot have few bits: it has one output; ${remedy}`);
}

/** What a user does about a layer that cannot have few bits. */
export const remedy = "name it in the recipe's float32";

/** The ReLU whose numbers a layer takes, through maxima of them; undefined: it takes the image's bytes. */
function quantiserOf(product: Step, network: Network, before: ReadonlySet<Step>): Step | undefined {
  let maker = makerOf(network, product);
  while (maker?.kind === "pool" && maker.of === "maximum") maker = makerOf(network, maker);
  if (maker?.kind === "relu") return maker;
  if (maker !== undefined && !before.has(maker))
    throw new RequestError(
      `'${product.name}' cannot have few bits: it takes what '${maker.name}' gives, and only relu gives few bits; ${remedy}`,
    );
  if (before.size !== 1 || maker === undefined || !isByBytes(maker))
    throw new RequestError(
      `'${product.name}' cannot have few bits: the image is not bytes divided by 255; ${remedy}`,
    );
  return undefined;
}

const isByBytes = (step: Step): boolean =>
  step.kind === "elementwise" && step.of === "divide" && divisorOf(step).every((value) => value === 255);

const divisorOf = ({ operands: [, divisor] }: Elementwise): Float32Array =>
  divisor.constant ?? Float32Array.of(NaN);

/** Thresholds stand right behind the sums: a maximum between them would be a minimum where a factor is negative. */
function refusePoolBefore(quantiser: Step, network: Network, products: ReadonlyMap<Step, Taken>): void {
  let maker = makerOf(network, quantiser);
  const pools: string[] = [];
  while (maker !== undefined && maker.kind !== "product") {
    if (maker.kind === "pool") pools.push(maker.name);
    else if (maker.kind !== "scale")
      throw new RequestError(
        `'${quantiser.name}' cannot have few bits: '${maker.name}' (${maker.op}) stands between it and its layer`,
      );
    maker = makerOf(network, maker);
  }
  if (maker !== undefined && products.has(maker) && pools.length > 0)
    throw new RequestError(
      `'${pools[0]}' stands between '${maker.name}' and its relu; put it behind the relu, or name ${maker.name} in the recipe's float32`,
    );
}
