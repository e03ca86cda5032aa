import type { Design } from "../../generators/design.js";
import { RequestError } from "../../tools/errors.js";
import type { MatrixKernel } from "./kernel.js";

export { float32Kernel } from "./float32.js";
export type { MatrixKernel, PreparedWeights } from "./kernel.js";

/** How the sums of a multiplier without an accumulator are kept. */
export type Accumulator = "exact" | "binary32" | "quire";

/**
 * The matrix product on a design's arithmetic.
 * @throws {RequestError} the design has none.
 */
export function kernelFor(design: Design, options: { readonly acc?: Accumulator } = {}): MatrixKernel {
  throw new RequestError(
    `${design.spec}: there is no matrix product of it${options.acc === undefined ? "" : ` with acc=${options.acc}`}`,
  );
}
