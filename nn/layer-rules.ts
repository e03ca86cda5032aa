import { parseDesign } from "../generators/request.js";
import type { Design } from "../generators/design.js";
import { RequestError } from "../tools/errors.js";
import { macsOf } from "./network/macs.js";
import type { Network, Product, Step } from "./network/steps.js";

/** The arithmetic of each step of a network; null: float32. */
export type Choice = readonly (Design | null)[];

/** How a row computes. */
export interface RowChoice {
  readonly choice: Choice;
  /** Layers, by index, whose bias is a float32 number that is added to the rounded sum; else it is a term of the sum. */
  readonly floatBiases?: readonly number[];
}

/** Every layer on one design. */
export const everyLayer = (network: Network, design: Design): Choice => network.steps.map(() => design);

const usage = 'write for example --layers "conv*: PositQuireMac n=16 es=1; else: float32"';

interface Rule {
  readonly pattern: string;
  readonly design: Design | null;
}

/**
 * Reads which layers compute on what: `conv*: MitchwMac n=16 w=6; Gemm: IntMac n=8; else: float32`. A pattern is a layer's
 * name or its operator, with * for any text; the first that fits decides. Without `else`, other layers are float32.
 * @throws {RequestError} a rule is no such rule, or fits no layer
 */
export function layerChoice(text: string, network: Network): Choice {
  const all = readRules(text);
  const rules = all.filter((rule) => biasPattern(rule, network) === null);
  if (all.length === 0) throw new RequestError(`--layers has no rules; ${usage}`);
  const fits = rules.map(({ pattern }) => matcher(pattern));
  const used = new Set<number>();
  const choice = network.steps.map((step) => {
    const at = fits.findIndex((fit) => fit(step));
    used.add(at);
    return rules[at]?.design ?? null;
  });
  const idle = rules.find(({ pattern }, at) => pattern !== "else" && !used.has(at));
  if (idle !== undefined)
    throw new RequestError(
      `--layers: '${idle.pattern}' fits no layer that is left; the layers are ${network.steps.map(({ name, op }) => `${name} (${op})`).join(", ")}`,
    );
  return choice;
}

/**
 * The layers whose bias is apart: `bias: float32`, or `conv1.bias: float32` for those of some layers.
 * @throws {RequestError} such a rule fits no layer with a bias, or names a design
 */
export function floatBiases(text: string, network: Network): number[] {
  const patterns = readRules(text).flatMap((rule) => {
    const pattern = biasPattern(rule, network);
    if (pattern === null) return [];
    if (rule.design !== null)
      throw new RequestError(
        `--layers: '${rule.pattern}' can be float32 only; without a rule of its own a bias is a term of its layer's sum`,
      );
    const indices = network.steps.flatMap((step, at) =>
      step.kind === "product" && step.bias !== undefined && matcher(pattern)(step) ? [at] : [],
    );
    if (indices.length === 0)
      throw new RequestError(`--layers: '${rule.pattern}' fits no Conv, Gemm or MatMul that has a bias`);
    return indices;
  });
  return [...new Set(patterns)];
}

/** Of a rule about biases the pattern of their layers; null: it is about layers. */
function biasPattern({ pattern }: Rule, { steps }: Network): string | null {
  if (steps.some(matcher(pattern))) return null;
  if (pattern === "bias") return "*";
  return pattern.endsWith(".bias") ? pattern.slice(0, -".bias".length) : null;
}

const readRules = (text: string): Rule[] =>
  text
    .split(";")
    .filter((rule) => rule.trim() !== "")
    .map(readRule);

function readRule(text: string): Rule {
  const [, pattern, word] = /^\s*([^:]+?)\s*:\s*(.+?)\s*$/s.exec(text) ?? [];
  if (pattern === undefined || word === undefined)
    throw new RequestError(`--layers: '${text.trim()}' is no rule; ${usage}`);
  return { pattern, design: word === "float32" ? null : parseDesign(word) };
}

type Layer = Step & Product;

/**
 * The Convs, Gemms and MatMuls whose name or operator fits, with * for any text.
 * @throws {RequestError} none does
 */
export function productLayers({ steps }: Network, pattern: string): [Layer, ...Layer[]] {
  const layers = steps.filter((step) => step.kind === "product");
  const [first, ...others] = layers.filter(matcher(pattern));
  if (first !== undefined) return [first, ...others];
  const names = layers.map(({ name, op }) => `${name} (${op})`).join(", ");
  throw new RequestError(
    layers.length === 0
      ? "the network has no Conv, Gemm or MatMul"
      : `'${pattern}' fits no layer of products; there are ${names}`,
  );
}

/**
 * The one that fits; without a pattern, the one with the most products.
 * @throws {RequestError} none fits, or several do
 */
export function productLayer(network: Network, pattern: string | undefined): Layer {
  const fitting = productLayers(network, pattern ?? "*");
  if (pattern === undefined)
    return fitting.reduce((largest, layer) => (macsOf(largest) >= macsOf(layer) ? largest : layer));
  if (fitting.length > 1)
    throw new RequestError(
      `'${pattern}' fits ${fitting.map(({ name }) => name).join(", ")}; name one of them`,
    );
  return fitting[0];
}

function matcher(pattern: string): (step: Step) => boolean {
  if (pattern === "else") return () => true;
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const expression = new RegExp(`^${parts.join(".*")}$`);
  return ({ name, op }) => expression.test(name) || expression.test(op);
}
