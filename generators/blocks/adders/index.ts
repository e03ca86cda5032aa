/** Adders: parallel-prefix networks with carry-in. */
export { add, adderMeanings, type Adder } from "./add.js";
