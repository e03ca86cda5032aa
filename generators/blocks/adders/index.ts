/** Adders: parallel-prefix networks with carry-in. */
export { add, adders, type Adder } from "./add.js";
