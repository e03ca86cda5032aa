import { simdKernel } from "./run/simd-kernel.js";
import type { MatrixKernel } from "./kernel.js";
import { largestScale, type PositFormat } from "./schemes/posit-format.js";
import { judgeQuire } from "./schemes/judge-quire.js";
import { codeDoubles, quireScheme } from "./schemes/posit-quire.js";
import { exactDouble, mitchellDouble, redoQuire } from "./schemes/redo-quire.js";

/** Sums of unrounded products in a quire. */
export function quireKernel(format: PositFormat, product: "exact" | "plam", width: number): MatrixKernel {
  const kind = product === "exact" ? "exact" : "mitchell";
  const range = 2 ** (width - 1 - 2 * largestScale(format));
  return simdKernel({
    description: `posit⟨${format.n},${format.es}⟩ products ${product === "exact" ? "exact" : "by PLAM, unrounded"}, quire, one rounding`,
    scheme: quireScheme(format, kind),
    codeWeights: codeDoubles(kind),
    takesNonFinite: false,
    judge: judgeQuire(format, "unrounded", range),
    redo: redoQuire(format, width, kind === "exact" ? exactDouble : mitchellDouble),
  });
}
