import { posit } from "../../golden/posit.js";
import { positTerm } from "../blocks/posit/term.js";
import { defineOperator, exactly } from "../contract/operator.js";
import { positSum } from "./shared/posit-sum.js";

export const positAdd = defineOperator({
  ...positSum(positTerm, "within"),
  name: "PositAdd",
  summary: "posit adder, exact, rounded once",
  computes: () => exactly("x + y"),
  golden: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x, y }) => ({ r: format.add(x, y) });
  },
});
