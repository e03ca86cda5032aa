/** Multipliers: partial products, a bit heap, counters that reduce it, a final addition. */
export {
  chooseArchitecture,
  significandArchitecture,
  multiplierChoices,
  type MultiplierArchitecture,
  partialProducts,
  reductionChoices,
} from "./architecture.js";
export { BitHeap } from "./bit-heap.js";
export { counterStyles } from "./counters.js";
export { multiply, multiplyAdd } from "./multiply.js";
export { sumOf } from "./reduce.js";
export { multiplySignificands } from "./significands.js";
export { trees } from "./trees.js";
