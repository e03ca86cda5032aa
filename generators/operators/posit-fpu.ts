import { z } from "zod";
import { operationCode, operationNames, positUnit } from "../../golden/posit-fpu.js";
import { posit } from "../../golden/posit.js";
import { idleInMultiplier, multiplierChoices, significandArchitecture } from "../blocks/multiply/index.js";
import { addTerms } from "../blocks/posit/add/add.js";
import { chooseSum, sumChoices } from "../blocks/posit/add/choices.js";
import { sumToPosit } from "../blocks/posit/add/round.js";
import { decodeArchitecture, decodeChoices, decodePosit, positWidths } from "../blocks/posit/decode.js";
import { positQuotient } from "../blocks/posit/divide.js";
import { encodePosit } from "../blocks/posit/encode.js";
import { positOfInteger } from "../blocks/posit/from-integer.js";
import { isLess } from "../blocks/posit/less.js";
import { chooseUnrounded } from "../blocks/posit/merge.js";
import { exactProductTerm } from "../blocks/posit/product.js";
import { positSquareRoot } from "../blocks/posit/square-root.js";
import { isNar, positTerm } from "../blocks/posit/term.js";
import { integerOf } from "../blocks/posit/to-integer.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { v, type Expression, type Module, type Signal } from "../hdl/index.js";
import { positUnitCases } from "./cases/posit-fpu.js";
import { positFormat } from "./shared/posit-ports.js";

const listed = operationNames.map((name, code) => `${code} ${name}`).join(", ");

export const positFpu = defineOperator({
  name: "PositFpu",
  summary: `posit unit; op is ${listed}; compare gives {x = y, x < y}`,
  source: "Standard for Posit Arithmetic (2022), §4.1, §5 and §6.3",
  examples: ["n=16 es=2", "n=3 es=0", "n=32 es=2"],
  parameters: positFormat,
  ports: ({ n, es, rs }) => ({
    op: input(operationCode),
    x: input(posit(n, es, rs)),
    y: input(posit(n, es, rs)),
    a: input(posit(n, es, rs)),
    r: output(posit(n, es, rs)),
  }),
  computes: () => exactly(`by op: ${listed}`),
  golden: ({ n, es, rs }) => {
    const unit = positUnit(posit(n, es, rs));
    return ({ op, x, y, a }) => ({ r: unit(op, x, y, a) });
  },
  cases: ({ n, es, rs }) => positUnitCases(posit(n, es, rs)),
  architecture: {
    choices: z.strictObject({ ...decodeChoices.shape, ...multiplierChoices.shape, ...sumChoices.shape }),
    choose: (objective, p) => ({
      ...decodeArchitecture.choose(objective, p),
      ...significandArchitecture(objective, positWidths(p).fraction),
      ...chooseSum(objective, p.n),
    }),
    idle: (_, architecture) => idleInMultiplier(architecture),
  },
  build(m, { op, x, y, a }, { n, es, rs, architecture }) {
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
      zeroIsLeast: false,
      leadingOne: architecture.leadingOne,
    });
    const nar = m.wire("sum_nar", 1, v`(${isNar(u)}) | (${isNar(w)}) | (${isNar(t)})`);

    m.section("Results that are rounded share the encoder");
    const isSum = m.wire("is_sum", 1, v`${sums} | ${is("mul")} | ${is("fma")}`);
    const integer = { es, lowestIsNar: true, regime: architecture.regime };
    const chosen = chooseUnrounded(m.scope("chosen"), [
      { when: isSum, result: sumToPosit(m.scope("sum"), sum, nar, es) },
      { when: is("div"), result: positQuotient(m.scope("div"), u, w) },
      { when: is("sqrt"), result: positSquareRoot(m.scope("sqrt"), u) },
      { when: is("fromInt"), result: positOfInteger(m.scope("from_int"), x, integer) },
    ]);
    const rounded = m.wire("rounded", n, encodePosit(m.scope("r"), chosen, { n, rs }));

    const known = m.wire("nearest_integer", n, integerOf(m.scope("to_int"), u, n));
    m.section("Posits are ordered as two's complement integers; NaR, the lowest of them, too");
    const less = m.wire("less", 1, isLess(x, y));
    const takesX = m.wire("takes_x", 1, v`(${is("min")} & ${less}) | (${is("max")} & ~${less})`);
    const takesY = m.wire("takes_y", 1, v`(${is("min")} & ~${less}) | (${is("max")} & ${less})`);
    const order = v`{${n - 2}'b0, ${x} == ${y}, ${less}}`;

    m.section("The result; what no operation takes is 0");
    const where = (one: Expression | Signal, value: Expression | Signal): Expression =>
      v`({${n}{${one}}} & ${value})`;
    const others = [
      where(is("compare"), m.wire("order", n, order)),
      where(takesX, x),
      where(takesY, y),
      where(is("toInt"), known),
    ].reduce((any, one) => v`${any} | ${one}`);
    return { r: v`${rounded} | ${others}` };
  },
});

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
