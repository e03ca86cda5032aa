/** Adders: parallel-prefix networks with carry-in. */
export { add, adders, type Adder, type AddOptions } from "./add.js";
export { byArrival, prefixNetworks, type Split } from "./prefix.js";
