import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadLibrary } from "../../liberty/load.js";
import { withScratch } from "../../tools/scratch.js";

const gate = (name: string, inputs: string, of: string, more = "") =>
  `cell (${name}) { area : 1; ${more} pin (${inputs}) { direction : input; } pin (Y) { direction : output; function : "${of}"; } }`;
const gates = [gate("INV", "A", "!A"), gate("NAND2", "A, B", "!(A B)"), gate("BUF", "A", "A")];
const flipFlop = (name: string, group: string, pins: string) =>
  `cell (${name}) { area : 6; ff (IQ, IQN) { ${group} } pin (CK, D) { direction : input; } ${pins} pin (Q) { direction : output; function : "IQ"; } }`;
const plain = flipFlop("DFF", 'clocked_on : "CK"; next_state : "D";', "");

const load = (cells: readonly string[], dontUse?: readonly string[], opening = "nom_voltage : 1;") =>
  withScratch(async (folder) => {
    const path = join(folder, "c.lib");
    await writeFile(path, `library (c) { ${opening} ${cells.join("\n")} }`);
    return loadLibrary([path], dontUse);
  });

describe("cells that the user leaves out", () => {
  const cells = [...gates, gate("NAND2_x1p", "A, B", "!(A B)"), gate("NOR2_x1", "A, B", "!(A+B)"), plain];
  it.each([
    [["*x1p*"], ["NAND2_x1p"]],
    [
      ["N*2_x1", "BUF"],
      ["BUF", "NOR2_x1"],
    ],
    [["NAND2?x1p"], ["NAND2_x1p"]],
    [["[!A-M]OR2*"], ["NOR2_x1"]],
    [["DFF"], ["DFF"]],
  ])("%j", async (globs, gone) => {
    const library = await load(cells, globs);
    expect([...library.cells.keys()].filter((name) => !library.roles.has(name)).sort()).toEqual(gone);
    for (const name of gone) expect(library.text.mapping).not.toContain(`cell (${name})`);
  });

  it("a name of no cell is refused", async () => {
    await expect(load(cells, ["INV", "*xp*"])).rejects.toThrow("no cell of c.lib is called '*xp*'");
    await expect(load(cells, [""])).rejects.toThrow("names no cells");
  });
});

describe("what a library lacks is said when it is loaded", () => {
  const timedLess = "c.lib has no delay tables: areas and gates are as ever, delays are not available";
  it.each([
    ["delays", [...gates, plain], []],
    ["a buffer", [...gates.slice(0, 2), plain], ["c.lib has no buffer: two inverters INV stand in for one"]],
    ["a flip-flop", gates, ["c.lib has no usable flip-flop: only combinational designs can be mapped"]],
    [
      "an area",
      [...gates, plain, gate("NEW", "A", "!A").replace("area : 1;", "")],
      ["c.lib has no area for NEW, which count as 0"],
    ],
    [
      "names",
      [
        ...gates,
        plain,
        gate("7INV", "A", "!A"),
        gate("x/INV", "A", "!A"),
        gate("BUF1", "1A", "1A"),
        gate("BUF2", "A[1]", "A[1]"),
      ],
      [
        "c.lib has names that not all tools read, with more than letters, digits, _, - and dots, or a digit first: 7INV, x/INV, BUF1, BUF2 are left out",
      ],
    ],
  ])("%s", async (_, cells, lacks) => {
    expect((await load(cells)).lacks).toEqual([timedLess, ...lacks]);
  });

  it("delays from some inputs", async () => {
    const arc = (from: string) =>
      `timing () { related_pin : "${from}"; cell_rise (scalar) { values ("1"); } cell_fall (scalar) { values ("1"); } }`;
    const timed = (cell: string, ...from: string[]) =>
      cell.replace(/(function : "[^"]*";)/, `$1 ${from.map(arc).join(" ")}`);
    const [inverter = "", nand = "", buffer = ""] = gates;
    const library = await load([
      ...[timed(inverter, "A"), timed(nand, "A", "B"), timed(buffer, "A"), timed(plain, "CK")],
      timed(gate("NOR2", "A, B", "!(A+B)"), "B"),
      timed(gate("AOI", "A, B", "!(A B)"), "A B"),
    ]);
    expect(library.lacks).toEqual(["c.lib has delays from some inputs only of NOR2, which is left out"]);
    expect(library.roles.get("NOR2")).toBeUndefined();
  });

  it("a use for gates with inputs that no function reads", async () => {
    const library = await load([...gates, plain, gate("NDX", "A, B, T", "!(A B)")]);
    expect(library.lacks).toContain("c.lib has inputs that no function reads, of NDX, which is left out");
    expect(library.roles.get("NDX")).toBeUndefined();
  });

  it("an inverter, and why", async () => {
    await expect(load([gate("7INV", "A", "!A"), ...gates.slice(1)])).rejects.toThrow(
      /without an inverter is of no use here; it has names that not all tools read.*: 7INV is left out$/,
    );
  });

  it("a supply", async () => {
    expect((await load([...gates, plain], [], "")).lacks).toContain(
      "c.lib has no supply voltage: power is not available",
    );
  });
});

describe("the supply", () => {
  const conditions = (name: string, voltage: number) =>
    `operating_conditions (${name}) { voltage : ${voltage}; }`;
  it.each([
    ["nominal", "nom_voltage : 1.2;", 1.2],
    ["of conditions that nobody makes the default", conditions("t", 1.3), 1.3],
    [
      "of the default ones before others",
      `nom_voltage : 1.2; ${conditions("a", 1.3)} ${conditions("b", 1.4)} default_operating_conditions : b;`,
      1.4,
    ],
    ["nominal before others", `nom_voltage : 1.2; ${conditions("a", 1.3)}`, 1.2],
    ["of pins", "voltage_map (VSS, 0); voltage_map (VDD, 0.8);", 0.8],
    ["in mV", 'voltage_unit : "1mV"; nom_voltage : 700;', 0.7],
  ])("%s", async (_, opening, volts) => {
    expect((await load([...gates, plain], [], opening)).voltage).toBeCloseTo(volts, 9);
  });
});

describe("a flip-flop's set and reset are tied off", () => {
  const clocked = 'clocked_on : "CK"; next_state : "D";';
  it.each([
    ["low", `${clocked} clear : !RN ;`, "pin (RN) { direction : input; }", { RN: true }],
    ["high", `${clocked} preset : "S";`, "pin (S) { direction : input; }", { S: false }],
    [
      "both",
      `${clocked} clear : "RN'"; preset : "S (RN)";`,
      "pin (RN, S) { direction : input; }",
      { RN: true, S: false },
    ],
  ])("active %s", async (_, group, pins, tied) => {
    const library = await load([...gates, flipFlop("DFFR", group, pins)]);
    const form = library.registers.find(({ clear, preset }) => clear === undefined && preset === undefined);
    expect(Object.fromEntries(form?.tied ?? [])).toEqual(tied);
  });

  it.each([
    [
      "a scan flip-flop",
      'clocked_on : "CK"; next_state : "(D SE\') + (SI SE)";',
      "pin (SE, SI) { direction : input; }",
    ],
    ["an enable", 'clocked_on : "CK"; next_state : "(D EN) + (IQ !EN)";', "pin (EN) { direction : input; }"],
    ["two clocks", `${clocked} clocked_on_also : "CB";`, "pin (CB) { direction : input; }"],
  ])("%s is not used", async (_, group, pins) => {
    const library = await load([...gates, flipFlop("F", group, pins)]);
    expect(library.registers).toEqual([]);
    expect(library.roles.has("F")).toBe(false);
  });
});
