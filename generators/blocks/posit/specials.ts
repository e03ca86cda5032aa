import { v, type Module, type Signal } from "../../hdl/index.js";
import type { DecodedPosit } from "./decode.js";

/** Sign and special case of a product: NaR wins over zero, zero over everything else. */
export function productSign(m: Module, x: DecodedPosit, y: DecodedPosit): { sign: Signal; special: Signal } {
  m.section("NaR times anything is NaR; zero times anything else is zero");
  const special = m.wire("special", 1, v`${x.special} | ${y.special}`);
  const nar = m.wire("nar", 1, v`(${x.special} & ${x.sign}) | (${y.special} & ${y.sign})`);
  const sign = m.wire("sign", 1, v`${special} ? ${nar} : (${x.sign} ^ ${y.sign})`);
  return { sign, special };
}
