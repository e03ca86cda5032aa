import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { verifyRtl } from "../../sim/icarus/verify.js";
import { withScratch } from "../../tools/scratch.js";
import { read } from "./read-foreign.js";

/** What `verify` finds of a text as a design. @param names of its ports, where they differ from the design's */
const judged = (text: string, design: string, names: string) =>
  withScratch(async (cwd) => {
    const source = path.join(cwd, "core.v");
    await writeFile(source, text);
    return verifyRtl(await read(design, [source], names));
  });

test("registers forget the values that they begin with; what is only ever its first value is a constant", async () => {
  const text = (offset: number): string => `module begun (input c, input [2:0] x, y, output reg [5:0] r);
  reg [5:0] p = 6'd9, offset = 6'd${offset};
  initial r = 63;
  always @(posedge c) begin p <= x * y; r <= p + offset; end
endmodule
`;
  for (const [offset, verdict] of [
    [0, "pass"],
    [1, "fail"],
  ] as const)
    expect(await judged(text(offset), "IntMult n=3 stages=2", "clk=c")).toMatchObject({ verdict });
});

describe("a reset at once", () => {
  const core = (
    events: string,
    reset: string,
  ): string => `module acc (input clk, rst_n, first, en, input [1:0] x, y,
    output reg [4:0] r, output reg valid);
  always @(${events}) if (${reset}) begin r <= 0; valid <= 0; end
    else begin valid <= en; if (en) r <= #1 (first ? 0 : r) + x * y; else if (first) r <= 0; end
endmodule
`;
  const names = "clear=first";
  const atOnce = "posedge clk or negedge rst_n";
  const as = "IntMac n=2 acc=5 signed=false form=sequential active=low";
  test("is the design's reset=async; at an edge of the clock it comes too late for that", async () => {
    expect(await judged(core(atOnce, "!rst_n"), `${as} reset=async`, names)).toMatchObject({
      verdict: "pass",
    });
    expect(await judged(core("posedge clk", "!rst_n"), `${as} reset=async`, names)).toMatchObject({
      verdict: "fail",
    });
    expect(await judged(core("posedge clk", "!rst_n"), as, names)).toMatchObject({ verdict: "pass" });
  });

  test.each([
    [
      core(atOnce, "!rst_n"),
      as,
      "has registers that are reset at once, not at edges of clk; say so: reset=async",
    ],
    [
      core("posedge clk or posedge first", "first"),
      `${as} reset=async`,
      "something else than its reset port",
    ],
    [
      core(atOnce, "!rst_n").replace("valid <= 0", "valid <= 1"),
      `${as} reset=async`,
      "asynchronous reset makes 1",
    ],
    [core("*", "!rst_n"), as, "has a latch"],
  ])("%# is refused", async (text, design, message) => {
    await expect(judged(text, design, names)).rejects.toThrow(message);
  });
});

test.each(["", "`timescale 1us/1ns\n"])(
  "delays in a core, %j, are shorter than the bench waits",
  async (unit) => {
    const text =
      "module late (input c, input [2:0] x, y, output reg [5:0] r); wire [5:0] p;\n" +
      "  assign #3 p = x * y; always @(posedge c) r <= #2 p; endmodule\n";
    const found = await judged(unit + text, "IntMult n=3 stages=1", "clk=c");
    expect(found).toMatchObject({ verdict: "pass", mismatches: 0 });
  },
);
