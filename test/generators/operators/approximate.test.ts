import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDesigns } from "../../../generators/request.js";
import { runTool } from "../../../tools/run.js";
import { withScratch } from "../../../tools/scratch.js";
import { designs } from "./designs.js";
import { expectEveryOperand } from "./every-operand.js";
import { verilator } from "./linters.js";

describe("the RTL is the golden model, bit for bit: everything there is", () => {
  test.each(
    designs(
      "MitchwMult n=4 w=3 sign=unsigned,c1,c2",
      "DrumMult n=4 k=4 sign=unsigned,c1",
      "MbmMult n=4 w=3 sign=unsigned,c1",
      "TosamMult n=4 h=0,3 t=3",
      "IntMult n=2 signed=false,true",
      "IntMac n=2 acc=4 signed=false,true",
      "BinaryDot lanes=1,3",
      "BinaryDot lanes=1 acc=4,7",
      "LowBitDot lanes=1 xbits=1 wbits=1 signs=unsigned,signed,mixed",
      "LowBitDot lanes=2 xbits=2 wbits=1 acc=5 signs=mixed",
      "PositSigmoid n=3,8",
      "DrAlmMult n=6 t=4 sign=c1",
      "RealmMult n=6 w=5 segments=4 sign=c1",
      "MitchwMac n=4 w=3 acc=8 sign=c2",
      "OrMult n=4 t=3 signed=false,true",
      "TruncMult n=4 t=5 signed=false,true correction=constant",
      "BrokenArrayMult n=4 t=3 h=1 signed=false,true",
      "SsmMult n=4 m=2 sign=unsigned,c1,c2 correction=cross",
      "IntMac n=4 acc=8 product=truncated t=5 correction=constant",
      "IntMac n=4 acc=8 product=segments m=2",
    ),
  )("%s", expectEveryOperand);
});

describe("the smallest shapes are free of warnings", () => {
  test.each([
    "MitchwMult n=4,5 w=3 sign=unsigned,c1,c2",
    "MitchwMult n=5 w=5 compensation=both sign=unsigned,c1",
    "DrAlmMult n=4 t=3 sign=unsigned,c1,c2",
    "DrumMult n=4 k=3,4 sign=unsigned,c1,c2",
    "MbmMult n=4,9 w=3 sign=unsigned,c1",
    "RealmMult n=4 w=3 segments=2",
    "TosamMult n=4 h=0,3 t=3 sign=unsigned,c1",
    "IntMac n=2 acc=4,9",
    "MitchwMac n=4 w=3 acc=8,9 sign=c1,c2",
    "BinaryDot lanes=1,2 acc=0,9",
    "LowBitDot lanes=1 xbits=1 wbits=1 signs=unsigned,signed,mixed acc=0,9",
    "PositSigmoid n=3",
    "OrMult n=4 t=1,6",
    "TruncMult BrokenArrayMult n=4 t=1,6 signed=false,true",
    "BrokenArrayMult n=4 t=0 h=0,3",
    "SsmMult n=4 m=2,3 correction=none,cross",
    "IntMac n=2 acc=4,9 product=or t=1",
    "IntMac n=3 acc=6 product=segments m=2 correction=cross sum=loa",
  ])("%s", async (request) => {
    await withScratch(async (folder) => {
      for (const [spec, design] of designs(request)) {
        await writeFile(join(folder, `${design.moduleName}.v`), design.verilog());
        const options = { cwd: folder, timeLimit: 60 };
        const { stderr } = await runTool(
          verilator,
          ["--lint-only", "-Wall", `${design.moduleName}.v`],
          options,
        );
        expect(stderr, spec).toBe("");
      }
    });
  });
});

describe("parameters that do not go together are refused, with what would be right", () => {
  test.each([
    ["MitchwMult n=8 w=9", "MitchwMult w=9: w must not exceed n"],
    [
      "MitchwMult n=8 w=4 compensation=both",
      "MitchwMult w=4: compensation=constant and compensation=both need w of 5 or more",
    ],
    [
      "MitchwMult n=8 compensated=true",
      "MitchwMult has no parameter 'compensated' any more; write compensation=both for compensated=true",
    ],
    ["MitchwMult n=4", "MitchwMult w=6: w must not exceed n"],
    ["MitchwMac n=8 w=6 acc=15", "MitchwMac acc=15: the accumulator must have room for a product"],
    ["DrumMult n=4 k=5", "DrumMult k=5: k must not exceed n"],
    ["DrAlmMult n=4 t=5", "DrAlmMult t=5: t must not exceed n"],
    ["RealmMult n=8 w=3 segments=4", "RealmMult segments=4: there must be at most"],
    ["TosamMult n=8 h=4 t=3", "TosamMult h=4: h must not exceed t"],
    ["OrMult n=4 t=7", "OrMult t=7: t must be at most 2n - 2"],
    ["OrMult n=8 t=8 signed=true", "OrMult t=8: of signed operands t must be less than n"],
    ["BrokenArrayMult n=4 t=2 h=4", "BrokenArrayMult h=4: h must be less than n"],
    ["SsmMult n=8 m=3", "SsmMult m=3: two segments of m bits must hold all n bits"],
    ["SsmMult n=8 m=7 sign=c1", "SsmMult m=7: m must be less than the n bits"],
    ["IntMac n=8 acc=16 product=or t=8", "IntMac t=8: t must be at most 7"],
    [
      "IntMac n=2 acc=4 product=segments",
      "IntMac product=segments: m must be less than n, and at least half of it",
    ],
    ["IntMac n=8 acc=16 t=4", "IntMac t=4: product=exact takes no t"],
    [
      "IntMac n=8 acc=16 product=truncated t=4 correction=cross",
      "of product=truncated it is none or constant",
    ],
    ["LowBitDot lanes=8 acc=4", "LowBitDot acc=4: the accumulator must have room"],
    ["MitchwMult n=8 sign=c3", "sign must be unsigned, c1 or c2"],
  ])("%s", (request, message) => {
    expect(() => parseDesigns(request.split(" "))).toThrow(message);
  });
});
