/** Multipliers: partial products, a bit heap, counters that reduce it, a final addition. */
export {
  chooseArchitecture,
  significandArchitecture,
  multiplierChoices,
  type MultiplierArchitecture,
  partialProducts,
  reductionChoices,
  type Reduction,
} from "./architecture.js";
export { BitHeap, type Bit } from "./bit-heap.js";
export { counterStyles, type CounterStyle } from "./counters.js";
export { addProduct, multiply, multiplyAdd, type MultiplyOptions } from "./multiply.js";
export { sumOf } from "./reduce.js";
export { multiplySignificands, significandHeap, type Significand } from "./significands.js";
export { trees, type Tree } from "./trees.js";
