import type { Operator } from "../operator.js";
import { plamMult } from "./plam-mult.js";
import { positMult } from "./posit-mult.js";

/** Every operator there is, in the order of `tapir list`. */
export const catalogue: readonly Operator[] = [positMult, plamMult];
