import { describe, expect, test } from "vitest";
import { catalogue } from "../../generators/operators/catalogue.js";
import { madeFor } from "../../generators/make-design.js";
import { parseDesign } from "../../generators/request.js";
import { commandFor } from "../../synth/fpga/targets.js";
import { verifyRtl } from "../../sim/icarus/verify.js";

describe("target=", () => {
  test.each(["ice40", "ecp5", "xilinx"])("%s picks choices that every operator has", (target) => {
    for (const { name, examples, architecture } of catalogue) {
      if (architecture === undefined) continue;
      const design = parseDesign(`${name} ${examples[0]} target=${target}`);
      expect(architecture.choices.safeParse(design.architecture), design.spec).toMatchObject({
        success: true,
      });
    }
  });

  test("stands in spec, name, header; what is chosen by hand wins", () => {
    const design = parseDesign("PositMult n=16 es=1 target=xilinx dsp=yes regime=chain");
    expect(design.spec).toBe("PositMult n=16 es=1 regime=chain target=xilinx dsp=yes");
    expect(design.moduleName).toBe("PositMult_n16_es1_regimechain_xilinx_dspyes");
    expect(design.architecture).toMatchObject({ regime: "chain", partialProducts: "times", adder: "plus" });
    expect(design.verilog()).toMatch(/target = xilinx: .*\n\/\/ dsp = yes: products are left to DSPs/);
  });

  test("has PLAM negate operands, in carry chains; for little area in cells the result is negated", () => {
    const negation = (words: string) => parseDesign(`PlamMult n=16 ${words}`).architecture;
    for (const target of ["ice40", "ecp5", "xilinx"])
      expect(negation(`objective=area target=${target}`)).toMatchObject({ negation: "operands" });
    expect(negation("objective=area")).toMatchObject({ negation: "result" });
  });

  test("has significands of posits multiplied by Booth's rows; integers, and posits in cells, by multiples", () => {
    const rows = (words: string) => parseDesign(words).architecture;
    for (const target of ["ice40", "ecp5", "xilinx"]) {
      expect(rows(`PositMult n=16 target=${target}`)).toMatchObject({ partialProducts: "booth" });
      expect(rows(`PositMac n=8 es=0 target=${target}`)).toMatchObject({ partialProducts: "booth" });
      expect(rows(`IntMult n=16 target=${target}`)).toMatchObject({ partialProducts: "multiples" });
    }
    expect(rows("PositMult n=16 objective=area")).toMatchObject({ partialProducts: "multiples" });
  });

  test("computes the same", async () => {
    for (const target of ["ice40", "xilinx dsp=yes"])
      expect(await verifyRtl(parseDesign(`PositMult n=4 es=1 target=${target}`))).toMatchObject({
        verdict: "pass",
      });
  });

  test("DSPs are refused where there are none", () => {
    expect(() => parseDesign("IntMult n=4 target=ice40 dsp=yes")).toThrow("iCE40 HX has no DSPs");
    expect(() => parseDesign("IntMult n=4 dsp=yes")).toThrow("DSPs are of FPGAs");
  });

  test("is what --target makes of a design, and Yosys is told whether to take DSPs", () => {
    const design = madeFor(parseDesign("PositMult n=8 es=1"), "xilinx");
    expect(design.spec).toBe("PositMult n=8 es=1 target=xilinx");
    expect(commandFor("xilinx", design)).toContain("-nodsp");
    const times = madeFor(parseDesign("PositMult n=8 es=1 partialProducts=times"), "xilinx");
    expect(commandFor("xilinx", times)).not.toContain("-nodsp");
    expect(() => madeFor(design, "ice40")).toThrow("is made for xilinx, and ice40 is asked for");
  });
});
