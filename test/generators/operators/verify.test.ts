import { describe, test } from "vitest";
import { designs } from "./designs.js";
import { expectEveryOperand } from "./every-operand.js";

describe("the RTL is the golden model, bit for bit: every operand pair", () => {
  test.each(designs("PositMult PlamMult n=3..5 es=0,2,4"))("%s", expectEveryOperand);
  test.each(designs("PositMult n=3,5,6 es=0,2,4 encoderShift=prepared,beside"))("%s", expectEveryOperand);
  test.each(designs("PositMult n=3..6 es=0,2 encoderShift=clamped"))("%s", expectEveryOperand);
  test.each(designs("PositAdd n=4..6 es=1 encoderShift=clamped"))("%s", expectEveryOperand);
});
