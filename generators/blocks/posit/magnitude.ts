import { v, type Module, type Signal } from "../../hdl/index.js";

/** |x| of a posit, as a pattern of n bits. Zero and NaR stay what they are. */
export const positMagnitude = (m: Module, x: Signal): Signal =>
  m.wire("magnitude", x.width, v`(${x} ^ {${x.width}{${x.msb}}}) + ${x.msb}`);
