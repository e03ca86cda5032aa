import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { signExtend } from "../sign-extend.js";
import type { UnroundedPosit } from "./encode.js";

/** A result that is rounded where `when` is 1. */
export interface Choice {
  readonly when: Signal;
  readonly result: UnroundedPosit;
}

/**
 * One of several results, for one encoder. At most one `when` is 1; where none is, the result is zero.
 * Regimes are extended by their sign, tails by what lies beyond them. One that is never a tie has a 1 behind its tail,
 * as its guard bit alone rounds it.
 */
export function chooseUnrounded(m: Module, choices: readonly Choice[]): UnroundedPosit {
  const regimeBits = Math.max(...choices.map(({ result }) => result.regime.width));
  const tails = choices.map(({ result }) => result.tail.width + (result.neverTie ? 1 : 0));
  const tailBits = Math.max(...tails);
  const chosen = (value: (result: UnroundedPosit) => Expression | undefined): Expression =>
    choices
      .flatMap(({ when, result }) => {
        const given = value(result);
        return given ? [v`({${given.width}{${when}}} & ${given})`] : [];
      })
      .reduce((any, one) => v`${any} | ${one}`);
  const tailOf = ({ tail, beyond, neverTie }: UnroundedPosit): Expression => {
    const sticky = neverTie ? v`1'b1` : v`0'b0`;
    const missing = tailBits - tail.width - sticky.width;
    return v`{${tail}, ${sticky}, {${missing}{${beyond ?? v`1'b0`}}}}`;
  };
  const any = choices.map(({ when }) => when.all).reduce((all, one) => v`${all} | ${one}`);
  return {
    sign: m.wire(
      "sign",
      1,
      chosen(({ sign }) => sign.all),
    ),
    special: m.wire("special", 1, v`(${chosen(({ special }) => special.all)}) | ~(${any})`),
    regime: m.wire(
      "regime",
      regimeBits,
      chosen(({ regime }) => signExtend(regime, regimeBits)),
    ),
    tail: m.wire("tail", tailBits, chosen(tailOf)),
    ...(choices.some(({ result }) => result.beyond) && {
      beyond: m.wire(
        "beyond",
        1,
        chosen(({ beyond }) => beyond?.all),
      ),
    }),
  };
}
