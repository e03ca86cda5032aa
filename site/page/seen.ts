import type { Design } from "../../generators/design.js";
import type { State } from "./address.js";
import type { Asked } from "./design.js";
import type { OutputFile } from "./outputs.js";

/** What a worker has made, and of which output. */
export interface Made {
  readonly show: string;
  readonly files: readonly OutputFile[];
  readonly refusal: string;
}

/** All that is seen of one design. */
export interface Seen {
  readonly state: State;
  readonly asked: Asked;
  /** The last design that was right. */
  readonly last: Design | null;
  readonly made: Made | null;
  readonly isWaiting: boolean;
}
