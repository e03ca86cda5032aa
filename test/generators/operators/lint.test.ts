import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDesigns } from "../../../generators/request.js";
import { runTool } from "../../../tools/run.js";
import { withScratch } from "../../../tools/scratch.js";
import type { Tool } from "../../../tools/tool.js";

const verilator: Tool = {
  name: "Verilator",
  command: "verilator",
  packages: { "apt-get": "verilator", dnf: "verilator", brew: "verilator" },
};
const iverilog: Tool = {
  name: "Icarus Verilog",
  command: "iverilog",
  packages: { "apt-get": "iverilog", dnf: "iverilog", brew: "icarus-verilog" },
};

/** The linters' output on a file; empty for clean Verilog. Any warning makes Verilator exit with an error. */
async function complaints(file: string, folder: string): Promise<string> {
  const options = { cwd: folder, timeLimit: 60 };
  const runs = [
    await runTool(verilator, ["--lint-only", "-Wall", file], options),
    await runTool(iverilog, ["-g2001", "-Wall", "-o", "/dev/null", file], options),
  ];
  return runs.map(({ stdout, stderr }) => stdout + stderr).join("");
}

const spread = [
  "PositMult PlamMult n=3..6 es=0..6",
  "PositMult PlamMult n=8,16,32 es=0..3",
  "PositMult PlamMult n=7,9,15,17,33,64 es=0,2,6",
  "PositMult PlamMult PositAdd n=16 es=1 objective=area,delay",
  "PositQuireMac PositQuireAdd n=3 es=0,3 product=exact,plam",
  "PositQuireMac PositQuireAdd n=8,32 es=2",
  "PositQuireMac n=8 es=1 width=38,49,50,81,120 objective=area",
  "PositMac n=8 product=exact,plam rounding=fused,discrete form=sequential",
  "IntMac n=8 acc=24 signed=true,false form=sequential",
  "MitchwMac n=8 w=6 acc=24 sign=unsigned,c1,c2 form=sequential",
  "LowBitDot lanes=4 acc=16 form=sequential",
  "FloatMult FloatAdd wE=2,8 wF=1,7 subnormals=flush,keep",
  "FloatMult FloatAdd format=binary64 subnormals=keep",
  "FloatMult FloatAdd format=e4m3,e5m2 subnormals=flush,keep",
  "FloatMac wE=2,5 wF=1,7 wEa=2,8 wFa=1,23 subnormals=flush,keep",
  "FloatMac format=bfloat16,e4m3 acc=binary32,e4m3 form=combinational,sequential",
  "PositMult PlamMult PositAdd n=16 es=2 stages=1,3,6",
  "PositMult n=8 stages=2 ce=true,false handshake=none,valid,ready registered=output,both,inside",
  "FloatMac format=bfloat16 acc=binary32 stages=4",
  "IntMult MitchwMult n=16 DrumMult n=16 stages=2 handshake=ready",
  "PositQuireAdd n=8 BinaryDot LowBitDot stages=3",
];

describe("emitted Verilog is free of warnings", () => {
  test.each(spread)("%s", async (request) => {
    await withScratch(async (folder) => {
      for (const design of parseDesigns(request.split(" "))) {
        const file = join(folder, `${design.moduleName}.v`);
        await writeFile(file, design.verilog());
        expect.soft(await complaints(file, folder), design.spec).toBe("");
      }
    });
  });

  test("and the linters would have said so", async () => {
    await withScratch(async (folder) => {
      const file = join(folder, "loose.v");
      await writeFile(
        file,
        "module loose (input wire [7:0] x, output wire [3:0] r);\n  assign r = x;\nendmodule\n",
      );
      await expect(complaints(file, folder)).rejects.toThrow(/WIDTH/);
    });
  });
});
