import { expect, test } from "vitest";
import { control, input, output, type Machine } from "../../generators/operator.js";
import { unsigned } from "../../golden/integer.js";
import { verifyRtl } from "../../sim/verify.js";
import { handWritten } from "./designs.js";

/** An accumulator with an enable: what it holds after the clock is its output. */
const accumulator = (next: string) =>
  handWritten({
    name: "accumulator",
    ports: { rst: control(1 / 64), en: control(3 / 4), x: input(unsigned(8)), r: output(unsigned(8)) },
    golden: () => ({}),
    machine: (): Machine => {
      let sum = 0n;
      return ({ rst = 0n, en = 0n, x = 0n }) => {
        if (rst === 1n) sum = 0n;
        else if (en === 1n) sum = (sum + x) % 256n;
        return { r: sum };
      };
    },
    verilog: `module accumulator (input wire clk, input wire rst, input wire en, input wire [7:0] x, output wire [7:0] r);
  reg [7:0] sum;
  always @(posedge clk) ${next}
  assign r = sum;
endmodule
`,
  });

test("a sequential design is stepped beside its machine: bubbles, back to back, resets in the middle", async () => {
  const result = await verifyRtl(accumulator("if (rst) sum <= 8'b0; else if (en) sum <= sum + x;"), {
    vectors: 3000,
  });
  expect(result).toMatchObject({ verdict: "pass", vectors: 3000, mismatches: 0, exhaustive: false });
});

test.each([
  ["no reset", "if (en) sum <= sum + x;"],
  ["enable ignored", "if (rst) sum <= 8'b0; else sum <= sum + x;"],
  ["enable wins over reset", "if (en) sum <= sum + x; else if (rst) sum <= 8'b0;"],
  ["one cycle late", "begin if (rst) sum <= 8'b0; else if (en) sum <= #2 sum + x; end"],
])("%s is found, and decoded with what was expected of that cycle", async (_, next) => {
  const { verdict, first_mismatches } = await verifyRtl(accumulator(next), { vectors: 3000 });
  expect(verdict).toBe("fail");
  const [first] = first_mismatches;
  expect(first?.expected.r?.bits).not.toBe(first?.actual.r?.bits);
});
