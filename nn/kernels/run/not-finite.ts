import { RequestError } from "../../../tools/errors.js";

/** An arithmetic without infinities and NaN was given one, or has come to one. */
export class NotFinite extends RequestError {
  /** @param what for example `an activation` */
  constructor(what: string) {
    super(`${what} is infinite or no number (NaN); the arithmetic takes finite numbers only`);
  }
}

/** The float32 pattern of infinity: those of finite numbers without their signs are below. */
export const infinityPattern = 0x7f800000;

/** x − x is 0, and NaN of what is infinite or none: one sum of them says it of all. */
export function areFinite(values: Float32Array): boolean {
  const { length } = values;
  let sum = 0;
  // twice as fast as by an iterator
  for (let at = 0; at < length; at++) {
    const value = values[at] ?? NaN;
    sum += value - value;
  }
  return sum === 0;
}
