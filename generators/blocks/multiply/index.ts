/** Multipliers: partial products, a bit heap, counters that reduce it, a final addition. */
export {
  chooseArchitecture,
  significandArchitecture,
  multiplierChoices,
  type MultiplierArchitecture,
  idleInMultiplier,
  reductionChoices,
  type Reduction,
} from "./architecture.js";
export { BitHeap } from "./bit-heap.js";
export { multiply, multiplyAdd } from "./multiply.js";
export { chooseReduction, multiplyPartly } from "./cut-array.js";
export { multiplySegments, staticSegment, type StaticSegment } from "./static-segment.js";
export { sumOf } from "./reduce.js";
export { multiplySignificands } from "./significands.js";
