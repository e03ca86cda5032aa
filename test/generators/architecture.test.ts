import { describe, expect, test } from "vitest";
import { parseDesigns } from "../../generators/request.js";
import { manifestOf } from "../../generators/manifest.js";
import { plainVariant, variants } from "../../generators/variants.js";
import { expectGoldenShifts, expectProducts } from "./variants.js";

const design = (request: string) => {
  const [first] = parseDesigns(request.split(" "));
  if (first === undefined) throw new Error("no design");
  return first;
};

describe("an architecture", () => {
  test("is the objective's, unless a part of it is chosen by hand", () => {
    const byObjective = design("IntMult n=16 objective=area").architecture;
    const byHand = design("IntMult n=16 objective=area adder=koggeStone");
    expect(Object.keys(byObjective)).toEqual(["partialProducts", "tree", "counters", "adder"]);
    expect(byObjective.adder).not.toBe("koggeStone");
    expect(byHand.architecture).toEqual({ ...byObjective, adder: "koggeStone" });
  });

  test("stands in name, header and manifest", () => {
    const made = design("IntMult n=4 signed=true adder=koggeStone");
    expect(made.spec).toBe("IntMult n=4 signed=true adder=koggeStone");
    expect(made.moduleName).toBe("IntMult_n4_signedtrue_adderkoggeStone");
    expect(made.verilog()).toContain("// adder = koggeStone");
    expect(manifestOf(made).architecture).toMatchObject({ adder: "koggeStone" });
    expect(manifestOf(made).parameters).toEqual({ n: 4, signed: true });
  });

  test("that there is none of is refused", () => {
    expect(() => design("IntMult n=4 adder=quick")).toThrow(/adder must be plus, ripple/);
    expect(() => design("PositSigmoid n=8 adder=plus")).toThrow(/has no parameter 'adder'/);
  });
});

describe("variants", () => {
  test("are every architecture under every objective, those of one datapath once", () => {
    const all = variants(design("MitchwMult n=8 w=6"));
    expect(all.map(({ spec }) => spec.replace(/^MitchwMult n=8 w=6 /, ""))).toEqual(
      ["area", "balanced", "delay"].flatMap((objective) =>
        ["fours", "eights", "foursTwice"].flatMap((places) =>
          ["chain", "blocks", "select", "staged"].map((way) =>
            `leadingOne=${way} places=${places} objective=${objective}`.replace(" objective=balanced", ""),
          ),
        ),
      ),
    );
    // 2 ways to make rows, 4 trees, 3 kinds of counters, 7 adders; Verilog's * leaves neither tree nor adder
    const architectures = new Set(
      variants(design("IntMult n=8")).map(({ architecture }) => JSON.stringify(architecture)),
    );
    expect(architectures.size).toBe(3 * 4 * 3 * 7 + 1);
  });

  test("leave standing what was chosen by hand", () => {
    for (const { architecture } of variants(design("IntMult n=8 tree=wallace adder=ripple")))
      expect(architecture).toMatchObject({ tree: "wallace", adder: "ripple" });
  });

  test("of an operator without choices are its objectives", () => {
    expect(variants(design("PositSigmoid n=8")).map(({ objective }) => objective)).toEqual([
      "area",
      "balanced",
      "delay",
    ]);
  });

  test("are told from the plain one by their Verilog", () => {
    const { partialProducts, tree, adder } = design("IntMult n=4").architecture;
    const asUsual = `IntMult n=4 partialProducts=${partialProducts} tree=${tree} adder=${adder}`;
    expect(plainVariant(design(asUsual))).toBeNull();
    expect(plainVariant(design("IntMult n=4 objective=delay adder=koggeStone"))?.spec).toBe("IntMult n=4");
  });

  test.each(["IntMult nx=4 ny=2"])("compute the same: %s", expectProducts);

  test.each([
    "DrumMult n=4 k=4 sign=c2 partialProducts=times",
    "MitchwMult n=8 w=4 sign=c2",
    "TosamMult n=8 h=1 t=3 sign=c1",
  ])("shift as the golden model does: %s", expectGoldenShifts);
});
