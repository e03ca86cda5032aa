import type { Design } from "../../generators/design.js";
import { parseDesign } from "../../generators/request.js";
import { RequestError } from "../../tools/errors.js";
import { arithmeticOf, integerOperands, refuseUnsigned, type IntegerOperands } from "../arithmetic-of.js";
import { float32Kernel, type Accumulator, type MatrixKernel } from "../kernels/index.js";
import { float32Grid, type Grid } from "./sums.js";

/** What a network is trained on. */
export interface TrainingArithmetic {
  /** `float32`, or the design's spec. */
  readonly name: string;
  readonly kernel: MatrixKernel;
  /** Of what is no matrix product: updates, pooling, activation functions, the loss's gradient. */
  readonly grid: Grid;
  /** Of a design on integers: every operand of a product is scaled by a power of two, each tensor by its own. */
  readonly integers: IntegerOperands | undefined;
  /** Of posits⟨n,0⟩ n. */
  readonly fastSigmoidBits?: number | undefined;
}

/** @param design its spec; null: float32 @throws {RequestError} it has no matrix product, or cannot train */
export function trainingArithmetic(design: string | null, acc?: Accumulator): TrainingArithmetic {
  if (design === null)
    return { name: "float32", kernel: float32Kernel(), grid: float32Grid, integers: undefined };
  const parsed = parseDesign(design);
  const { kernel, round, fastSigmoidBits } = arithmeticOf(parsed, acc);
  const integers = integerOperands(parsed);
  refuseBits(parsed);
  if (integers !== undefined) refuseUnsigned(parsed, integers);
  return {
    name: parsed.spec,
    kernel,
    integers,
    fastSigmoidBits,
    grid: round === undefined ? float32Grid : { name: operandName(parsed), round },
  };
}

/** @throws {RequestError} gradients are no numbers of one or a few bits */
function refuseBits({ operator, spec }: Design): void {
  if (operator.name === "BinaryDot" || operator.name === "LowBitDot")
    throw new RequestError(
      `${spec} holds no gradients; low-bit networks are trained with bits in their description, and run on it afterwards`,
    );
}

const operandName = ({ core, spec }: Design): string => core.ports.x?.format.name ?? spec;

/** By the names of `--master`. */
const namedFormats: Readonly<Record<string, string>> = {
  bfloat16: "FloatMult format=bfloat16",
  binary16: "FloatMult format=binary16",
};

/**
 * A format for a copy of the weights: `float32`, `bfloat16`, `binary16`, or `posit16,1`.
 * @throws {RequestError} it is none of these
 */
export function masterGrid(text: string): Grid {
  if (text === "float32") return float32Grid;
  const [, n, es] = /^posit(\d+),(\d+)$/.exec(text) ?? [];
  const design = n === undefined ? namedFormats[text] : `PositMult n=${n} es=${es ?? ""}`;
  if (design === undefined || (n === undefined && !Object.hasOwn(namedFormats, text)))
    throw new RequestError(
      `--master ${text} is no format; write float32, ${Object.keys(namedFormats).join(", ")} or posit16,1`,
    );
  const { kernel } = arithmeticOf(parseDesign(design), undefined);
  return {
    name: n === undefined ? text : `posit⟨${n},${es ?? ""}⟩`,
    round: (values) => {
      kernel.round(values);
    },
  };
}
