import type { Library } from "./library.js";

/** Whether a library has a register that an asynchronous reset can be made with: a flip-flop with a clear, at whichever level. */
export const hasAsynchronousClear = ({ cells }: Pick<Library, "cells">): boolean =>
  [...cells.values()].some(
    ({ dontUse, flipFlop }) => !dontUse && flipFlop?.clear !== undefined && flipFlop.next.kind !== "constant",
  );
