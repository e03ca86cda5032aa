import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { gates } from "../../liberty/generic/cells.js";
import { cmosStage } from "../../liberty/generic/effort.js";
import { genericLiberty } from "../../liberty/generic/liberty.js";
import { truthTable } from "../../liberty/text/function.js";
import { inputsOf, outputsOf } from "../../liberty/cells.js";
import { loadLibrary } from "../../liberty/load.js";
import { findYosys } from "../../synth/mapping/yosys.js";
import { runTool } from "../../tools/run.js";
import { withScratch } from "../../tools/scratch.js";

const generic = await loadLibrary(["generic"]);

/** As tabulated by Sutherland, Sproull and Harris for a p-transistor twice as wide as an n. */
describe("logical effort and parasitic delay are the textbook's", () => {
  it.each([
    ["A", [1], 1],
    ["A*B", [4 / 3, 4 / 3], 2],
    ["A*B*C", [5 / 3, 5 / 3, 5 / 3], 3],
    ["A*B*C*D", [2, 2, 2, 2], 4],
    ["A+B", [5 / 3, 5 / 3], 2],
    ["A+B+C", [7 / 3, 7 / 3, 7 / 3], 3],
    ["A+B+C+D", [3, 3, 3, 3], 4],
    ["A*B+C", [2, 2, 5 / 3], 7 / 3],
    ["A*B+C*D", [2, 2, 2, 2], 4],
    ["(A+B)*C", [2, 2, 4 / 3], 8 / 3],
  ])("%s", (network, efforts, parasitic) => {
    const stage = cmosStage(network);
    [...stage.effort.values()].forEach((effort, i) => {
      expect(effort).toBeCloseTo(efforts[i] ?? NaN, 10);
    });
    expect(stage.effort.size).toBe(efforts.length);
    expect(stage.parasitic).toBeCloseTo(parasitic, 10);
  });
});

it("an inverter that drives four takes 1 FO4, and a NAND2 has area 1", () => {
  expect(generic.fo4_ns).toBeCloseTo(1, 6);
  expect(generic.nand2).toMatchObject({ name: "NAND2_X1", area: 1 });
});

/** What cells take in units of NAND2 in openly available libraries, from the smallest to the largest. */
it.each([
  ["INV_X1", 0.67, 1],
  ["BUF_X1", 1, 1.34],
  ["NAND3_X1", 1.25, 1.34],
  ["NOR2_X1", 1, 1],
  ["AND2_X1", 1.25, 1.67],
  ["AOI21_X1", 1.25, 1.34],
  ["AOI22_X1", 1.5, 2.34],
  ["XOR2_X1", 2, 2.34],
  ["MUX2_X1", 2, 3],
  ["DFF_X1", 4, 6.67],
])("%s is as large as elsewhere", (name, least, most) => {
  const area = generic.cells.get(name)?.area;
  expect(area).toBeGreaterThanOrEqual(least - 0.01);
  expect(area).toBeLessThanOrEqual(most);
});

describe("every gate computes what its name says", () => {
  const meaning: Record<string, (a: boolean, b: boolean, c: boolean, d: boolean) => boolean> = {
    INV: (a) => !a,
    BUF: (a) => a,
    NAND2: (a, b) => !(a && b),
    NAND3: (a, b, c) => !(a && b && c),
    NAND4: (a, b, c, d) => !(a && b && c && d),
    NOR2: (a, b) => !(a || b),
    NOR3: (a, b, c) => !(a || b || c),
    NOR4: (a, b, c, d) => !(a || b || c || d),
    AND2: (a, b) => a && b,
    AND3: (a, b, c) => a && b && c,
    OR2: (a, b) => a || b,
    OR3: (a, b, c) => a || b || c,
    AOI21: (a, b, c) => !((a && b) || c),
    AOI22: (a, b, c, d) => !((a && b) || (c && d)),
    AOI211: (a, b, c, d) => !((a && b) || c || d),
    OAI21: (a, b, c) => !((a || b) && c),
    OAI22: (a, b, c, d) => !((a || b) && (c || d)),
    OAI211: (a, b, c, d) => !((a || b) && c && d),
    XOR2: (a, b) => a !== b,
    XNOR2: (a, b) => a === b,
    MUX2: (a, b, s) => (s ? b : a),
  };
  it.each(gates.map(({ name }) => name))("%s", (name) => {
    const cell = generic.cells.get(`${name}_X1`) ?? expect.fail();
    const inputs = inputsOf(cell).map((pin) => pin.name);
    const means = meaning[name] ?? expect.fail();
    const bit = (i: number, k: number) => ((i >> k) & 1) === 1;
    let expected = 0;
    for (let i = 0; i < 2 ** inputs.length; i++)
      if (means(bit(i, 0), bit(i, 1), bit(i, 2), bit(i, 3))) expected += 2 ** i;
    expect(truthTable(outputsOf(cell)[0]?.function ?? expect.fail(), inputs)).toBe(expected);
  });
});

describe("other programs read it", () => {
  const inScratch = (work: (cwd: string) => Promise<unknown>) =>
    withScratch(async (cwd) => {
      await writeFile(join(cwd, "generic.lib"), genericLiberty());
      return work(cwd);
    });

  it("Yosys, every cell with a function", () =>
    inScratch(async (cwd) => {
      const yosys = await findYosys("native");
      const { stdout } = await yosys.run(["-p", "read_liberty generic.lib; ls"], { cwd, timeLimit: 20 });
      for (const name of generic.cells.keys()) expect(stdout).toMatch(new RegExp(`^  ${name}$`, "m"));
      expect(stdout).not.toMatch(/warning/i);
    }));

  const sta = { name: "OpenSTA", command: "sta", packages: { "apt-get": "opensta" } };
  const installed = (process.env.PATH ?? "")
    .split(delimiter)
    .some((folder) => existsSync(join(folder, "sta")));
  it.runIf(installed)("OpenSTA, whose delay of an inverter that drives four is 1", () =>
    inScratch(async (cwd) => {
      const stages = [
        "INV_X1 u (.A(a), .Y(n));",
        ...[0, 1, 2, 3].map((i) => `INV_X1 v${i} (.A(n), .Y(r[${i}]));`),
      ];
      await writeFile(
        join(cwd, "fo4.v"),
        `module fo4(input a, output [3:0] r);\nwire n;\n${stages.join("\n")}\nendmodule\n`,
      );
      await writeFile(
        join(cwd, "fo4.tcl"),
        "read_liberty generic.lib\nread_verilog fo4.v\nlink_design fo4\nreport_checks -unconstrained -through u/Y -digits 4\nexit\n",
      );
      const { stdout, stderr } = await runTool(sta, ["-no_splash", "-exit", "fo4.tcl"], {
        cwd,
        timeLimit: 20,
      });
      expect(stdout + stderr).not.toMatch(/error|warning/i);
      expect(stdout).toMatch(/\s1\.0000\s+1\.0000 . u\/Y/);
    }),
  );
});
