import type { Design } from "../generators/design.js";
import { arithmeticOf, integerOperands } from "./arithmetic-of.js";
import type { Accumulator } from "./kernels/index.js";
import type { RowChoice } from "./layer-rules.js";
import { preprocessing } from "./network/preprocessing.js";
import type { Network, Step } from "./network/steps.js";

/** What a row computes beside its products, in words; null: the network has none of it. Names as in the JSON. */
export interface OtherArithmetic {
  readonly bias_arithmetic: string | null;
  /** Of batch norm as it stands; null where it is folded, too. */
  readonly batch_norm_arithmetic: string | null;
  readonly residual_sum_arithmetic: string | null;
  /** Maxima are exact always. */
  readonly mean_arithmetic: string | null;
}

/** The layers of a kind with the words for each. */
type Worded = readonly { readonly name: string; readonly words: string }[];

export function otherArithmetic(
  network: Network,
  { choice, floatBiases = [] }: RowChoice,
  acc: Accumulator | undefined,
): OtherArithmetic {
  const before = preprocessing(network);
  const designOf = (step: Step, at: number): Design | null =>
    before.has(step) ? null : (choice[at] ?? null);
  const worded = (isOfKind: (step: Step) => boolean, words: (step: Step, at: number) => string): Worded =>
    network.steps.flatMap((step, at) =>
      isOfKind(step) ? [{ name: step.name, words: words(step, at) }] : [],
    );
  const results = (format: string, float32: string) => (step: Step, at: number) => {
    const design = designOf(step, at);
    if (design === null) return float32;
    return arithmeticOf(design, acc).round === undefined ? later(format) : format;
  };
  return {
    bias_arithmetic: summary(
      worded(hasBias, (step, at) => biasWords(designOf(step, at), floatBiases.includes(at))),
    ),
    batch_norm_arithmetic: summary(
      worded(
        (step) => step.kind === "scale" && !before.has(step),
        results("in float32, rounded once to the operand format", "in float32"),
      ),
    ),
    residual_sum_arithmetic: summary(
      worded(isResidualSum, results("exact, rounded once to the operand format", "rounded to float32")),
    ),
    mean_arithmetic: summary(
      worded(
        (step) => step.kind === "pool" && step.of === "mean",
        (step, at) =>
          designOf(step, at) === null
            ? "exact, rounded once to float32"
            : "exact, rounded once where the next layer takes them",
      ),
    ),
  };
}

const hasBias = (step: Step): boolean => step.kind === "product" && step.bias !== undefined;

const isResidualSum = (step: Step): boolean =>
  step.kind === "elementwise" && step.of === "add" && step.sources.length === 2;

/** Integers have no format of their own between layers. */
const later = (format: string): string =>
  format.replace("to the operand format", "where the next layer takes them");

function biasWords(design: Design | null, isApart: boolean): string {
  if (design === null) return "float32 numbers that are added last";
  if (isApart) return "float32 numbers that are added to the rounded sums";
  if (/^(Binary|LowBit)Dot$/.test(design.operator.name)) return "thresholds in float32 beside the sums";
  if (integerOperands(design) !== undefined) return "integers, the last term of each sum";
  const model = design.operator.dot?.(design.parameters);
  return typeof model === "object" && model.operands.kind === "posit"
    ? "rounded to the operand format, the last term of each sum"
    : "float32 numbers that are added last";
}

/** One treatment, or several with the layers that have them. */
function summary(layers: Worded): string | null {
  const byWords = new Map<string, string[]>();
  for (const { name, words } of layers) byWords.set(words, [...(byWords.get(words) ?? []), name]);
  const [first, ...others] = byWords;
  if (first === undefined) return null;
  if (others.length === 0) return first[0];
  return [first, ...others].map(([words, names]) => `${words} (${some(names)})`).join("; ");
}

const shown = 3;
const some = (names: readonly string[]): string =>
  names.length <= shown
    ? names.join(", ")
    : `${names.slice(0, shown).join(", ")} and ${names.length - shown} more`;
