import { z } from "zod";
import { operationNames } from "../../../golden/posit-fpu.js";
import { multiplierChoices } from "../../blocks/multiply/index.js";
import { addTerms } from "../../blocks/posit/add/add.js";
import { sumChoices } from "../../blocks/posit/add/choices.js";
import { sumToPosit } from "../../blocks/posit/add/round.js";
import { decodeChoices, decodePosit, type DecodedPosit } from "../../blocks/posit/decode.js";
import { positOfInteger } from "../../blocks/posit/from-integer.js";
import { isLess } from "../../blocks/posit/less.js";
import type { Choice } from "../../blocks/posit/merge.js";
import { exactProductTerm } from "../../blocks/posit/product.js";
import { isNar, positTerm } from "../../blocks/posit/term.js";
import { integerOf } from "../../blocks/posit/to-integer.js";
import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import type { positFormat } from "./posit-ports.js";

/** How a posit unit's decoders, product and sum are made. */
export const unitChoices = z.strictObject({
  ...decodeChoices.shape,
  ...multiplierChoices.shape,
  ...sumChoices.shape,
});

/** What a posit unit's datapath is made for. */
export type UnitBuilt = z.infer<typeof positFormat> & { readonly architecture: z.output<typeof unitChoices> };

export type UnitOperands = Readonly<Record<"op" | "x" | "y" | "a", Signal>>;

/** All of a posit unit but its divider, its root and its encoder. */
interface UnitParts {
  /** 1 where `op` is the code of the operation of that name. */
  readonly is: (name: string) => Signal;
  /** The operands as the divider and the root take them. */
  readonly u: DecodedPosit;
  readonly w: DecodedPosit;
  /** Of a sum or a product, to be rounded. */
  readonly sum: Choice;
  /** Of an integer, to be rounded. */
  readonly fromInt: () => Choice;
  /** The result of operations that round nothing, else 0. */
  readonly direct: () => Expression;
}

/** Decodes the operands of a unit, and computes what is neither a quotient nor a root. */
export function unitParts(
  m: Module,
  { op, x, y, a }: UnitOperands,
  { n, es, rs, architecture }: UnitBuilt,
): UnitParts {
  m.section("The operation; codes from 11 on give 0");
  const is = operationsOf(m, op);

  m.section("Add and sub are 1*y + x and -1*y + x; mul has no addend. Other operations take x as it is");
  const sums = m.wire("is_add_or_sub", 1, v`${is("add")} | ${is("sub")}`);
  const unit = v`{${is("sub")}, 1'b1, ${n - 2}'b0}`;
  const factor = m.wire("factor", n, v`${sums} ? ${unit} : ${x}`);
  const addend = v`({${n}{${sums}}} & ${x}) | ({${n}{${is("fma")}}} & ${a})`;
  const decode = (name: string, pattern: Signal) =>
    decodePosit(m.scope(name), pattern, { es, rs }, architecture);
  const u = decode("u", factor);
  const w = decode("w", y);
  const t = decode("t", m.wire("addend", n, addend));

  const product = exactProductTerm(m, u, w, architecture);
  const term = positTerm(m.scope("t"), t);
  const sum = addTerms(m.scope("sum"), term, product, {
    zero: "any",
    architecture,
  });
  const nar = m.wire("sum_nar", 1, v`(${isNar(u)}) | (${isNar(w)}) | (${isNar(t)})`);

  m.section("Results that are rounded share the encoder");
  const isSum = m.wire("is_sum", 1, v`${sums} | ${is("mul")} | ${is("fma")}`);
  const integer = { es, lowestIsNar: true, regime: architecture.regime };
  const unrounded = { when: isSum, result: sumToPosit(m.scope("sum"), sum, nar, es) };
  const fromInt = (): Choice => ({
    when: is("fromInt"),
    result: positOfInteger(m.scope("from_int"), x, integer),
  });
  const direct = (): Expression => {
    const known = m.wire("nearest_integer", n, integerOf(m.scope("to_int"), u, n));
    m.section("Posits are ordered as two's complement integers; NaR, the lowest of them, too");
    const less = m.wire("less", 1, isLess(x, y));
    const takesX = m.wire("takes_x", 1, v`(${is("min")} & ${less}) | (${is("max")} & ~${less})`);
    const takesY = m.wire("takes_y", 1, v`(${is("min")} & ~${less}) | (${is("max")} & ${less})`);

    m.section("The result; what no operation takes is 0");
    const order = m.wire("order", n, v`{${n - 2}'b0, ${x} == ${y}, ${less}}`);
    const where = (one: Signal, value: Expression | Signal): Expression => v`({${n}{${one}}} & ${value})`;
    return [
      where(is("compare"), order),
      where(takesX, x),
      where(takesY, y),
      where(is("toInt"), known),
    ].reduce((any, one) => v`${any} | ${one}`);
  };
  return { is, u, w, sum: unrounded, fromInt, direct };
}

/** A wire for each operation: 1 where `op` is its code. */
function operationsOf(m: Module, op: Signal): (name: string) => Signal {
  const wires = new Map(
    operationNames.map((name, code) => [
      name,
      m.wire(
        `is_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
        1,
        v`${op} == 4'd${code}`,
      ),
    ]),
  );
  return (name) => {
    const wire = wires.get(name);
    if (!wire) throw new Error(`there is no operation '${name}'`);
    return wire;
  };
}
