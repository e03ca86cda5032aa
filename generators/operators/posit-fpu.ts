import { operationCode, operationNames, positUnit } from "../../golden/posit-fpu.js";
import { posit } from "../../golden/posit.js";
import { idleInMultiplier, significandArchitecture } from "../blocks/multiply/index.js";
import { chooseSum } from "../blocks/posit/add/choices.js";
import { decodeArchitecture, positWidths } from "../blocks/posit/decode.js";
import { positQuotient, positQuotientInSteps } from "../blocks/posit/divide.js";
import { encodePosit } from "../blocks/posit/encode.js";
import { keep, lastOf } from "../blocks/iterate.js";
import type { PositLayout } from "../blocks/posit/layout.js";
import { chooseUnrounded } from "../blocks/posit/merge.js";
import { quotientBits } from "../blocks/posit/quotient.js";
import { positSquareRoot, positSquareRootInSteps, rootWidth } from "../blocks/posit/square-root.js";
import { defineOperator, exactly, input, output } from "../contract/operator.js";
import { v } from "../hdl/index.js";
import { positUnitCases } from "./cases/posit-fpu.js";
import { iterating } from "./shared/iterating.js";
import { positFormat } from "./shared/posit-ports.js";
import { unitChoices, unitParts, type UnitBuilt, type UnitOperands } from "./shared/posit-unit.js";

const listed = operationNames.map((name, code) => `${code} ${name}`).join(", ");

/** With `form=sequential` all operations take the cycles that a quotient needs, `digits` of its bits in each. */
const combinational = defineOperator({
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
    choices: unitChoices,
    choose: (objective, p) => ({
      ...decodeArchitecture.choose(objective, p),
      ...significandArchitecture(objective, positWidths(p).fraction),
      ...chooseSum(objective, p.n),
    }),
    idle: (_, architecture) => idleInMultiplier(architecture),
  },
  build(m, operands, p) {
    const { n, rs } = p;
    const { is, u, w, sum, fromInt, direct } = unitParts(m, operands, p);
    const chosen = chooseUnrounded(m.scope("chosen"), [
      sum,
      { when: is("div"), result: positQuotient(m.scope("div"), u, w) },
      { when: is("sqrt"), result: positSquareRoot(m.scope("sqrt"), u) },
      fromInt(),
    ]);
    const nearest = m.wire("rounded", n, encodePosit(m.scope("r"), chosen, { n, rs }));
    return { r: v`${nearest} | ${direct()}` };
  },
});

export const positFpu = iterating(combinational, {
  digits: (format: PositLayout) => quotientBits(positWidths(format).fraction),
  build(m, operands: UnitOperands, p: UnitBuilt, steps) {
    const { n, es, rs } = p;
    const { is, u, w, sum, fromInt, direct } = unitParts(m, operands, p);
    // None of these goes on behind its tail without end.
    const { sign, special, regime, tail } = chooseUnrounded(m.scope("first"), [sum, fromInt()]);
    const held = keep(m, steps, {
      ...{ is_div: is("div"), is_sqrt: is("sqrt"), direct: m.wire("direct", n, direct()) },
      ...{ sign, special, regime, tail },
    });
    const found = m.wire("is_found", 1, v`~(${held.is_div} | ${held.is_sqrt})`);
    const root = lastOf(
      m.scope("sqrt"),
      steps,
      Math.ceil(rootWidth(positWidths({ n, es, rs }).fraction) / steps.digits),
    );
    const chosen = chooseUnrounded(m.scope("chosen"), [
      { when: found, result: held },
      { when: held.is_div, result: positQuotientInSteps(m.scope("div"), u, w, steps) },
      { when: held.is_sqrt, result: positSquareRootInSteps(m.scope("sqrt"), u, root) },
    ]);
    const nearest = m.wire("rounded", n, encodePosit(m.scope("r"), chosen, { n, rs }));
    return v`${nearest} | ${held.direct}`;
  },
});
