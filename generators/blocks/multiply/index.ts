/** Multipliers: partial products, a bit heap, counters that reduce it, a final addition. */
export {
  chooseArchitecture,
  significandArchitecture,
  multiplierChoices,
  type MultiplierArchitecture,
  idleInMultiplier,
  reductionChoices,
} from "./architecture.js";
export { BitHeap } from "./bit-heap.js";
export { multiply, multiplyAdd } from "./multiply.js";
export { sumOf } from "./reduce.js";
export { multiplySignificands } from "./significands.js";
