import { expect, it } from "vitest";
import { parseDesigns } from "../../generators/request.js";
import { verify } from "../../sim/icarus/verify.js";
import { lookUpTable } from "../../formal/look-up-table.js";
import { andNot } from "./designs.js";

it("a table names its outputs' bits by the inputs' bits", () => {
  expect(lookUpTable(andNot()).split("\n").slice(2)).toEqual([
    "module AndNot(input [1:0] x, input [1:0] y, output [1:0] r);",
    "  wire entry_0 = y[0] ? 1'b0 : 1'b1;",
    "  wire entry_1 = x[0] ? entry_0 : 1'b0;",
    "  wire entry_2 = y[1] ? 1'b0 : 1'b1;",
    "  wire entry_3 = x[1] ? entry_2 : 1'b0;",
    "  assign r = {entry_3, entry_1};",
    "endmodule",
    "",
  ]);
});

it("a table is the golden model", async () => {
  const [design] = parseDesigns(["PositMult", "n=5", "es=1"]);
  if (design === undefined) expect.fail();
  const source = { name: "table.v", text: lookUpTable(design) };
  const subject = { level: "rtl", sources: [source], top: design.moduleName } as const;
  expect(await verify(design, subject)).toMatchObject({ verdict: "pass", vectors: 1024, warnings: [] });
});
