/** Bits of weights and of activations, 1 to 8 each. */
export interface Bits {
  readonly weights: number;
  readonly activations: number;
}

/** Epochs on one arithmetic. */
export interface Phase {
  /** null: the accurate model, in float32. */
  readonly bits: Bits | null;
  readonly epochs: number;
}

/** Phases one after the other: each starts from the weights of the last. */
export interface Course {
  /** For a person: `ctmq.yaml`, `direct`. */
  readonly name: string;
  readonly phases: readonly Phase[];
  /** Conv, Gemm and MatMul that stay float32; undefined: the first and the last. */
  readonly float32: readonly string[] | undefined;
}

/** `W2A4`, `float32`. */
export const bitsName = (bits: Bits | null): string =>
  bits === null ? "float32" : `W${bits.weights}A${bits.activations}`;

/** The largest activation: those of k bits are 0 … 2^k − 1. */
export const levelsOf = ({ activations }: Bits): number => 2 ** activations - 1;

export const epochsOf = (phases: readonly Phase[]): number =>
  phases.reduce((sum, { epochs }) => sum + epochs, 0);

/** The phase of an epoch, and the epoch that it begins with. */
export function phaseAt(
  { phases }: Course,
  epoch: number,
): { readonly phase: Phase; readonly first: number } {
  let first = 0;
  for (const phase of phases) {
    if (epoch < first + phase.epochs) return { phase, first };
    first += phase.epochs;
  }
  throw new RangeError(`there is no epoch ${epoch}`);
}

/** The bits that a course ends with. @throws {RangeError} it ends in float32 */
export function lastBits({ phases }: Course): Bits {
  const bits = phases.at(-1)?.bits;
  if (bits === undefined || bits === null) throw new RangeError("a course ends in few bits");
  return bits;
}
