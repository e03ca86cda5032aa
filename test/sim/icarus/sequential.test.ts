import { expect, test } from "vitest";
import { control, input, output, type Machine } from "../../../generators/contract/operator.js";
import { unsigned } from "../../../golden/integer.js";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { handWritten } from "../designs.js";

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

/** A sum of 40 bits, whose last bit no sequence of vectors adds up to; `r` is the sign. */
const wide = (next: string) =>
  handWritten({
    name: "wide",
    ports: { rst: control(1 / 64), en: control(3 / 4), x: input(unsigned(8)), r: output(unsigned(1)) },
    state: { sum: unsigned(40) },
    golden: () => ({}),
    machine: (): Machine => {
      let held = 0n;
      return ({ rst = 0n, en = 0n, x = 0n, ...others }) => {
        if (rst === 1n) held = 0n;
        else if (en === 1n) held = (held + x) % 2n ** 40n;
        held = (others as Readonly<Record<string, bigint>>).sum ?? held;
        return { r: held >> 39n, sum: held };
      };
    },
    verilog: `module wide (input wire clk, input wire rst, input wire en, input wire [7:0] x, output wire r);
  reg [39:0] sum;
  always @(posedge clk) ${next}
  assign r = sum[39];
endmodule
`,
  });

test("a sum may begin anywhere, and what its register holds is compared", async () => {
  const right = wide("if (rst) sum <= 40'b0; else if (en) sum <= sum + x;");
  expect(await verifyRtl(right, { vectors: 2000 })).toMatchObject({ verdict: "pass", mismatches: 0 });
});

test.each([
  [
    "a carry that stops at the upper half",
    "if (rst) sum <= 40'b0; else if (en) sum <= {sum[39:32], sum[31:0] + {24'b0, x}};",
  ],
  ["an upper half that is not reset", "if (rst) sum[31:0] <= 32'b0; else if (en) sum <= sum + x;"],
  ["a lowest bit of x that is not added", "if (rst) sum <= 40'b0; else if (en) sum <= sum + {x[7:1], 1'b0};"],
])("%s is found where sums begin anywhere", async (_, next) => {
  const result = await verifyRtl(wide(next), { vectors: 2000 });
  expect(result.verdict).toBe("fail");
  expect(result.first_mismatches[0]?.expected).toHaveProperty("sum");
});
