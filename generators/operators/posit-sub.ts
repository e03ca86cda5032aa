import { posit } from "../../golden/posit.js";
import { negatedTerm } from "../blocks/posit/term.js";
import { defineOperator, exactly } from "../contract/operator.js";
import { positSum } from "./shared/posit-sum.js";

export const positSub = defineOperator({
  ...positSum(negatedTerm, "behind"),
  name: "PositSub",
  summary: "posit subtractor, exact, rounded once",
  computes: () => exactly("x − y"),
  golden: ({ n, es, rs }) => {
    const format = posit(n, es, rs);
    return ({ x, y }) => ({ r: format.add(x, format.negate(y)) });
  },
});
