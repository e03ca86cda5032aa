/** What came of an epoch. Field names as in the JSON. */
export interface Epoch {
  /** Cross-entropy in nats, mean over the training images as they were learned from. */
  readonly loss: number;
  readonly training_percent: number;
  readonly test_percent: number;
  readonly seconds: number;
  /** By a recipe: `W1A1`, `float32`. */
  readonly bits?: string;
}

/** All that a training needs to go on after an epoch. */
export interface RunState {
  readonly epochs: readonly Epoch[];
  readonly steps: number;
  /** Of the optimizer, then the statistics. */
  readonly arrays: readonly Float32Array[];
}

/** What a training tells, as it goes. */
export type RunEvent =
  | { readonly kind: "progress"; readonly epoch: number; readonly share: number; readonly loss: number }
  | {
      readonly kind: "epoch";
      readonly state: RunState;
      /** The numbers that the network's file has, by name. */
      readonly numbers: ReadonlyMap<string, Float32Array>;
      /** Of each test image the class that was found. */
      readonly classes: Uint16Array;
    }
  | { readonly kind: "diverged"; readonly epoch: number; readonly why: string };
