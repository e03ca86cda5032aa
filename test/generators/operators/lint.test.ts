import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withScratch } from "../../../tools/scratch.js";
import { complaints, expectCleanVerilog } from "./linters.js";

/** Every choice is written out: were it all in the module's name, that would have over 200 characters. */
const longest =
  "PositMac n=8 es=2 product=exact rounding=discrete regime=select partialProducts=booth tree=fourToTwo counters=allHalves adder=koggeStone scale=selected leadingOne=anticipated objective=delay";

describe("emitted Verilog is free of warnings", () => {
  test.each([
    "PositMult PlamMult PositAdd n=16 es=1 objective=area,delay",
    "PositMult n=5,6 es=1,2 partialProducts=multiples",
    "PositQuireMac PositQuireAdd n=3 es=0,3 product=exact,plam",
    "IntMac n=8 acc=24 signed=true,false form=sequential",
    "LowBitDot lanes=4 acc=16 form=sequential",
    "PositDiv PositSqrt PositCompare PositMinMax PositToInt IntToPosit n=8 es=2",
    "PositMult PositAdd PositSqrt PositDecode PositToFloat PositQuireMac n=16 es=5 rs=6",
    "PositEncode n=3,8 es=0,2 encoderShift=widest,narrowest,clamped",
    "PositFpu n=8 es=1",
    "PositFpu n=5 es=3 rs=3 form=sequential",
    "FloatMult FloatAdd format=e4m3,e5m2 subnormals=flush,keep",
    "FloatMac wE=4 wF=1 wEa=5 wFa=4 subnormals=keep product=mitchell compensation=none,last",
    "IntMult MitchwMult n=16 DrumMult n=16 stages=2 handshake=ready",
    "PositQuireAdd n=8 BinaryDot LowBitDot stages=3",
    `${longest} stages=2,3 registered=inside handshake=ready`,
  ])("%s", expectCleanVerilog);

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
