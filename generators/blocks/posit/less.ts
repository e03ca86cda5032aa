import { v, type Expression, type Signal } from "../../hdl/index.js";

/** 1 where the posit x is less than y: as two's complement integers, NaR the least (Posit Standard 2022, §5.4). */
export function isLess(x: Signal, y: Signal): Expression {
  const rest = x.width - 2;
  return v`{~${x.msb}, ${x.bits(rest, 0)}} < {~${y.msb}, ${y.bits(rest, 0)}}`;
}
