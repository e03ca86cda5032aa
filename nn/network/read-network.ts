import { RequestError } from "../../tools/errors.js";
import { constantOf } from "./constants.js";
import { fuseBias } from "./fuse.js";
import { layers, operatorName } from "./layers/index.js";
import { labelOf, Node, type Input } from "./node.js";
import { readOnnx } from "./onnx-file.js";
import { elementTypes, type OnnxModel, type OnnxNode, type OnnxValue } from "./onnx-model.js";
import type { Network, Step } from "./steps.js";
import { sizeOf } from "./tensor.js";

/**
 * The network of an ONNX file, for one image at a time.
 * @throws {RequestError} the file is broken, has a layer that is not known, or its shapes do not fit each other
 */
export function readNetwork(bytes: Uint8Array): Network {
  const model = readOnnx(bytes);
  refuseUnknown(model.graph.nodes);
  return fuseBias(new Reader(model).network());
}

/** @throws {RequestError} names every layer that is not known */
function refuseUnknown(nodes: readonly OnnxNode[]): void {
  const isKnown = (node: OnnxNode): boolean =>
    Object.hasOwn(layers, operatorName(node)) || operatorName(node) === "Constant";
  const unknown = nodes.filter((node) => !isKnown(node));
  if (unknown.length === 0) return;
  const names = [...new Set(unknown.map(operatorName))];
  const [first] = unknown;
  throw new RequestError(
    `layers that are not known: ${names.join(", ")} (the first is '${first === undefined ? "" : labelOf(first)}'); known are ${Object.keys(layers).join(", ")}, Constant`,
  );
}

class Reader {
  readonly #known = new Map<string, Input>();
  readonly #sizes: number[] = [];
  readonly #steps: Step[] = [];
  readonly #input: { readonly shape: readonly number[]; readonly fixedImages: number | null };

  constructor(private readonly model: OnnxModel) {
    const { initializers, inputs } = model.graph;
    for (const [name, tensor] of initializers) this.#known.set(name, { kind: "constant", tensor });
    // Files before IR version 4 list their weights among the inputs too.
    const open = inputs.filter(({ name }) => !initializers.has(name));
    const [image] = open;
    if (image === undefined || open.length > 1)
      throw new RequestError(
        `it has ${open.length} inputs (${open.map(({ name }) => name).join(", ")}); a network has one, the image`,
      );
    this.#input = inputShape(image);
    this.#known.set(image.name, { kind: "value", index: 0, shape: this.#input.shape });
    this.#sizes.push(sizeOf(this.#input.shape));
  }

  network(): Network {
    for (const node of this.model.graph.nodes) this.#add(node);
    const [output] = this.model.graph.outputs;
    const found = output && this.#known.get(output.name);
    if (found?.kind !== "value") throw new RequestError("its output is computed by no node");
    const classes = sizeOf(found.shape);
    if (classes < 2) throw new RequestError("its output is one number; a classifier has one for each class");
    return {
      input: this.#input.shape,
      sizes: this.#sizes,
      steps: this.#steps,
      output: found.index,
      classes,
    };
  }

  #add(onnx: OnnxNode): void {
    const inputs = onnx.inputs.map((name) => {
      const input = this.#known.get(name);
      if (input === undefined && name !== "")
        throw new RequestError(
          `${onnx.op} '${labelOf(onnx)}' reads '${name}', which nothing before it makes`,
        );
      return input;
    });
    const [target = ""] = onnx.outputs;
    if (inputs.every((input) => input?.kind !== "value")) {
      const tensors = inputs.map((input) => (input?.kind === "constant" ? input.tensor : undefined));
      this.#known.set(target, { kind: "constant", tensor: constantOf(onnx, tensors) });
      return;
    }
    const node = new Node(onnx, inputs, this.model.opset, this.#input.fixedImages);
    const layer = layers[operatorName(onnx)];
    if (layer === undefined) throw node.refuse("it is not computed");
    const made = layer(node);
    const index = "same" in made ? made.same : this.#sizes.push(sizeOf(made.shape)) - 1;
    if ("work" in made)
      this.#steps.push({
        name: labelOf(onnx),
        op: onnx.op,
        sources: made.sources,
        target: index,
        ...made.work,
      });
    this.#known.set(target, { kind: "value", index, shape: made.shape });
  }
}

function inputShape({ name, elementType, shape }: OnnxValue): {
  shape: readonly number[];
  fixedImages: number | null;
} {
  if (elementType !== elementTypes.float && elementType !== 0)
    throw new RequestError(`its input '${name}' is not float32 (type ${elementType} of ONNX)`);
  const [images = null, ...rest] = shape;
  const lengths = rest.filter((length) => length !== null && length > 0) as number[];
  if (lengths.length === 0 || lengths.length !== rest.length)
    throw new RequestError(`its input '${name}' has no fixed shape but for the number of images`);
  return { shape: lengths, fixedImages: images === null || images < 1 ? null : images };
}
