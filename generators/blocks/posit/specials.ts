import { v, type Module, type Signal } from "../../hdl/index.js";
import type { DecodedPosit } from "./decode.js";
import { isNar } from "./term.js";

interface SignAndSpecial {
  readonly sign: Signal;
  readonly special: Signal;
}

/** Sign and special case of a quotient: NaR, and whatever is divided by zero, is NaR. */
export function quotientSign(m: Module, x: DecodedPosit, y: DecodedPosit): SignAndSpecial {
  m.section("NaR, and whatever is divided by zero, is NaR; zero divided by anything else is zero");
  const special = m.wire("special", 1, v`${x.special} | ${y.special}`);
  const nar = m.wire("nar", 1, v`(${isNar(x)}) | ${y.special}`);
  const sign = m.wire("sign", 1, v`${special} ? ${nar} : (${x.sign} ^ ${y.sign})`);
  return { sign, special };
}

/** Sign and special case of a product: NaR wins over zero, zero over everything else. */
export function productSign(m: Module, x: DecodedPosit, y: DecodedPosit): SignAndSpecial {
  m.section("NaR times anything is NaR; zero times anything else is zero");
  const special = m.wire("special", 1, v`${x.special} | ${y.special}`);
  const nar = m.wire("nar", 1, v`(${x.special} & ${x.sign}) | (${y.special} & ${y.sign})`);
  const sign = m.wire("sign", 1, v`${special} ? ${nar} : (${x.sign} ^ ${y.sign})`);
  return { sign, special };
}
