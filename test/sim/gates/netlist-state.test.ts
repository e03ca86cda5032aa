import { expect, test } from "vitest";
import { clockOf, type Design } from "../../../generators/design.js";
import { parseDesigns } from "../../../generators/request.js";
import { OpenedNetlist } from "../../../circuit/opened-netlist.js";
import { loadLibrary } from "../../../liberty/load.js";
import { synthesize } from "../../../synth/mapping/synthesize.js";
import { verifyGates } from "../../../sim/gates/verify-gates.js";

const library = await loadLibrary(["generic"]);
const options = { library, timeLimit: 60, yosys: "native" };
const [design] = parseDesigns(["IntMac", "n=2", "acc=40", "signed=false", "form=sequential"]) as [Design];
const job = {
  design: design.spec,
  verilog: design.verilog(),
  top: design.moduleName,
  clock: clockOf(design),
};
const { netlist, module } = await synthesize(job, { ...options, objective: "area" });

const verified = (edited: string) =>
  verifyGates(new OpenedNetlist(design, { netlist: edited, module }, library), { ...options, random: 500 });

/** The netlist with the register that drives r[bit] made another way. */
function withRegister(bit: number, make: (d: string, q: string) => string): string {
  const register = new RegExp(
    String.raw`DFF_X1 \w+ \(\s*\.CK\(clk\),\s*\.D\((.*)\),\s*\.Q\((r\[${bit}\])\)\s*\);`,
  );
  const found = register.exec(netlist);
  if (found === null) throw new Error(`no register drives r[${bit}]`);
  const [all, d = "", q = ""] = found;
  return netlist.replace(all, make(d, q));
}

test("a sum that no test could add up to is loaded into the netlist's registers", async () => {
  expect(await verified(netlist)).toMatchObject({ verdict: "pass", mismatches: 0 });
});

test("a last bit that does not take its carry is found", async () => {
  const { verdict, first_mismatches } = await verified(
    withRegister(
      39,
      (d, q) =>
        `wire kept; OR2_X1 k (.A(${d}), .B(${q}), .Y(kept)); DFF_X1 reg39 (.CK(clk), .D(kept), .Q(${q}));`,
    ),
  );
  expect(verdict).toBe("fail");
  expect(first_mismatches[0]?.expected).toHaveProperty("held");
});

test("a register that holds the complement is loaded with the complement", async () => {
  const inverted = withRegister(
    39,
    (d, q) =>
      `wire d39, q39; INV_X1 before (.A(${d}), .Y(d39)); DFF_X1 \\reg.39 (.CK(clk), .D(d39), .Q(q39)); INV_X1 after (.A(q39), .Y(${q}));`,
  );
  expect(await verified(inverted)).toMatchObject({ verdict: "pass", mismatches: 0 });
});

test.each([
  [
    "a bit that two registers hold",
    /the RTL has no partner of twin/,
    withRegister(
      39,
      (d, q) =>
        `wire q39; DFF_X1 reg39 (.CK(clk), .D(${d}), .Q(${q})); DFF_X1 twin (.CK(clk), .D(${d}), .Q(q39));`,
    ),
  ],
  [
    "a bit whose register has another name",
    /no register has the name of held\[39\]/,
    withRegister(
      39,
      (d, q) =>
        `wire q39, t; DFF_X1 reg39 (.CK(clk), .D(${d}), .Q(q39)); NAND2_X1 a (.A(q39), .B(rst), .Y(t)); AND2_X1 b (.A(t), .B(q39), .Y(${q}));`,
    ),
  ],
])("%s cannot be loaded, and that is said", async (_, message, edited) => {
  expect(await verified(edited)).toMatchObject({
    verdict: "fail",
    vectors: 0,
    failure: { kind: "unpaired registers", message: expect.stringMatching(message) as string },
  });
});
