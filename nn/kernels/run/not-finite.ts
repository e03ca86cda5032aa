import { RequestError } from "../../../tools/errors.js";

/** An arithmetic without infinities and NaN was given one, or has come to one. */
export class NotFinite extends RequestError {
  /** @param what for example `an activation` */
  constructor(what: string) {
    super(`${what} is infinite or no number (NaN); the arithmetic takes finite numbers only`);
  }
}
