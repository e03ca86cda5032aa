import { v, type Module, type Signal } from "../../hdl/index.js";
import { inLevels, type Normalised } from "../normalise.js";

/**
 * Counts and shifts out the bits that equal a regime's first bit, from the bits behind that one, which are not inverted. Zeros
 * are shifted in.
 * Where all bits are like it, and are 0, the count is all ones; where they are 1, it is the number of bits.
 */
export const rawRun = (m: Module, behind: Signal, regimeBit: Signal): Normalised =>
  inLevels(m, behind, {
    run: {
      all: (bits) => v`${regimeBit} ? (&${bits}) : ~(|${bits})`,
      one: (bit) => v`~(${bit} ^ ${regimeBit})`,
    },
    fill: v`1'b0`,
    most: behind.width,
  });
