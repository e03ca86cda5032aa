import { parseDesign } from "../generators/request.js";
import type { Design } from "../generators/design.js";
import { RequestError } from "../tools/errors.js";
import { macsOf } from "./network/macs.js";
import type { Network, Product, Step } from "./network/steps.js";

/** The arithmetic of each step of a network; null: float32. */
export type Choice = readonly (Design | null)[];

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
  const rules = text
    .split(";")
    .filter((rule) => rule.trim() !== "")
    .map(readRule);
  if (rules.length === 0) throw new RequestError(`--layers has no rules; ${usage}`);
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

function readRule(text: string): Rule {
  const [, pattern, word] = /^\s*([^:]+?)\s*:\s*(.+?)\s*$/s.exec(text) ?? [];
  if (pattern === undefined || word === undefined)
    throw new RequestError(`--layers: '${text.trim()}' is no rule; ${usage}`);
  return { pattern, design: word === "float32" ? null : parseDesign(word) };
}

/**
 * A Conv, Gemm or MatMul by its name or operator, with * for any text; left out: the one with the most products.
 * @throws {RequestError} none fits, or several do
 */
export function productLayer(network: Network, pattern: string | undefined): Step & Product {
  const layers = network.steps.filter((step) => step.kind === "product");
  const most = layers.reduce<(typeof layers)[0] | undefined>(
    (largest, step) => (largest !== undefined && macsOf(largest) >= macsOf(step) ? largest : step),
    undefined,
  );
  const fitting = pattern === undefined ? [most] : layers.filter(matcher(pattern));
  const [found, another] = fitting;
  const names = layers.map(({ name, op }) => `${name} (${op})`).join(", ");
  if (found === undefined)
    throw new RequestError(
      layers.length === 0
        ? "the network has no Conv, Gemm or MatMul"
        : `'${pattern}' fits no layer of products; there are ${names}`,
    );
  if (another !== undefined)
    throw new RequestError(
      `'${pattern}' fits ${fitting.map((step) => step?.name).join(", ")}; name one of them`,
    );
  return found;
}

function matcher(pattern: string): (step: Step) => boolean {
  if (pattern === "else") return () => true;
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const expression = new RegExp(`^${parts.join(".*")}$`);
  return ({ name, op }) => expression.test(name) || expression.test(op);
}
