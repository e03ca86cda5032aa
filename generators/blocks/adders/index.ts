/** Adders: parallel-prefix networks with carry-in; one that is only approximate. */
export { add, adderMeanings, type Adder } from "./add.js";
export { addLowerOr } from "./lower-or.js";
