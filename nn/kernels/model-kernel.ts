import type { DotFormat, DotModel, DotProduct } from "../../generators/contract/dot-model.js";
import type { Design } from "../../generators/design.js";
import { redoDots, redoIntegers } from "./golden-redo.js";
import { integerKernel } from "./integer-kernels.js";
import type { MatrixKernel } from "./kernel.js";
import { positMacKernel, quireKernel } from "./posit-kernels.js";
import { floatKernel } from "./float-kernels.js";
import { lowerOrKernel } from "./lower-or-kernel.js";
import { mostExponent, mostFraction } from "./schemes/float-format.js";
import type { FloatLogarithms } from "./schemes/float-mitchell.js";
import { bipolar, widestInteger, type IntegerFormat } from "./schemes/integer-format.js";
import type { Logarithms } from "./schemes/integer-mitchell.js";
import { nameOf, positObstacle } from "./schemes/posit-format.js";

type Of<Kind extends DotFormat["kind"]> = DotFormat & { readonly kind: Kind };
/** A model with its sum. */
export type SummedModel = DotModel & Required<Pick<DotModel, "sum">> & { readonly product: DotProduct };
type Model = SummedModel;

/** The kernel of a model, or why there is none. */
export function modelKernel(design: Design, model: Model): MatrixKernel | string {
  const { operands } = model;
  switch (operands.kind) {
    case "posit":
      return positObstacle(operands) ?? positKernel(model, operands);
    case "bipolar":
      return dots(design, model, bipolar, bipolar);
    case "integer":
      return model.weights?.kind === "integer"
        ? dots(design, model, operands, model.weights)
        : integer(design, model, operands);
    case "float":
      return floats(design, model, operands);
  }
}

function positKernel({ product, roundsProduct, sum }: Model, format: Of<"posit">): MatrixKernel | string {
  if (sum.kind === "lowerOr") return "posits are added up in a quire";
  if (sum.kind === "exact") return quireKernel(format, product.kind, { roundsProduct, width: sum.bits });
  if (sum.format.kind === "posit" && nameOf(sum.format) === nameOf(format))
    return positMacKernel(format, product.kind, roundsProduct);
  return "posits are added up in a quire";
}

function integer(design: Design, { product, sum }: Model, operands: Of<"integer">): MatrixKernel | string {
  if (operands.bits > widestInteger)
    return `integers of ${operands.bits} bits do not fit float32; those of up to ${widestInteger} bits do`;
  if (sum.kind === "rounded") return "integers are added up as integers";
  const logarithms = logarithmsOf(product, operands);
  const name = `${operands.signed ? "signed" : "unsigned"}⟨${operands.bits}⟩`;
  const kind = logarithms === null ? "exact" : `by Mitchell with ${logarithms.fraction + 1} significand bits`;
  const modulo = sum.bits === Infinity ? "" : ` modulo 2^${sum.bits}`;
  if (sum.kind === "lowerOr")
    return lowerOrKernel(
      design,
      { operands, logarithms },
      {
        sum: { bits: sum.bits, signed: operands.signed, low: sum.low },
        words: `${name} products ${kind}, sums of an adder whose lower ${sum.low} bits are OR-ed, in order${modulo}`,
      },
    );
  return integerKernel(
    { operands, logarithms },
    {
      bits: sum.bits,
      redo: redoIntegers(design, sum.bits),
      words: `${name} products ${kind}, exact sums${modulo}`,
    },
  );
}

/** Dot products of the lanes of two packed operands; what is added to their sum is a threshold beside it. */
function dots(
  design: Design,
  { sum }: Model,
  operands: IntegerFormat,
  weights: IntegerFormat,
): MatrixKernel | string {
  if (sum.kind !== "exact") return "integers are added up exactly";
  const name = ({ bits, signed }: IntegerFormat): string => `${signed ? "signed" : "unsigned"}⟨${bits}⟩`;
  const products =
    operands === bipolar
      ? "±1: products of signs, 0 counts as +1"
      : `${name(operands)} × ${name(weights)}: products exact`;
  const modulo = sum.bits === Infinity ? "" : ` modulo 2^${sum.bits}`;
  return integerKernel(
    { operands, weights, logarithms: null },
    {
      bits: sum.bits,
      redo: redoDots(design, sum.bits),
      words: `${products}; exact sums${modulo}, then a threshold in float32`,
      bias: "threshold",
    },
  );
}

function floats(
  design: Design,
  { product, roundsProduct, sum }: Model,
  operands: Of<"float">,
): MatrixKernel | string {
  const most = mostFraction[product.kind];
  if (operands.wF > most || operands.wE > mostExponent)
    return `products of float⟨${operands.wE},${operands.wF}⟩ do not fit float32; those of up to ${mostExponent} exponent and ${most} fraction bits do`;
  const isBinary32 =
    sum.kind === "rounded" && sum.format.kind === "float" && sum.format.wE === 8 && sum.format.wF === 23;
  if (!isBinary32) return "floats are added up in binary32 only; write acc=binary32";
  const flushes = !sum.format.subnormals;
  const logarithms = product.kind === "exact" ? null : floatLogarithms(product, operands);
  return floatKernel(design, operands, logarithms, { roundsProduct, flushes });
}

function floatLogarithms(
  { kept, setLast = false, correction = 0 }: Extract<DotProduct, { kind: "mitchell" }>,
  { wF }: Of<"float">,
): FloatLogarithms {
  return { fraction: kept === undefined ? wF : kept - 1, setLast, correction };
}

function logarithmsOf(product: DotProduct, { bits }: Of<"integer">): Logarithms | null {
  if (product.kind === "exact") return null;
  const { kept = bits, setLast = false, correction = 0, complement } = product;
  return { fraction: kept - 1, setLast, correction, complement };
}
