import type { Leftover } from "../tools/interrupt.js";
import type { Interruption } from "./interrupt.js";

/** What the program's thread tells its supervisor. */
export type Report =
  /** It has heard of the interruption, and ends by itself. */
  | { readonly kind: "heard" }
  | { readonly kind: "leftover"; readonly leftover: Leftover; readonly isThere: boolean }
  /** How far work has come, for the spinner; null: nothing is under way. */
  | { readonly kind: "progress"; readonly text: string | null };

/** What the supervisor tells the program's thread. */
export interface Order {
  readonly interruption: Interruption;
}
