import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { loadLibrary, osu018 } from "../../liberty/load.js";
import { RequestError } from "../../tools/errors.js";
import { withScratch } from "../../tools/scratch.js";

const pins = (inputs: string, output: string, value: string) => `
  ${inputs && `pin (${inputs}) { direction : input; capacitance : 2; }`}
  pin (${output}) { direction : output; function : "${value}"; }`;
const cell = (name: string, area: number, content: string) => `cell (${name}) { area : ${area}; ${content} }`;
const library = (name: string, ...content: string[]) => `library (${name}) { ${content.join("\n")} }`;

const inverter = cell("NO", 1, pins("A", "Y", "!A"));
const nand = cell("BOTH_NOT", 2, pins("A, B", "Y", "(A B)'"));

/** Loads Liberty texts from files of their own, `0.lib`, `1.lib`, … */
const load = (...texts: (string | Uint8Array)[]) =>
  withScratch(async (folder) => {
    const paths = texts.map((_, i) => join(folder, `${i}.lib`));
    await Promise.all(texts.map((text, i) => writeFile(paths[i] ?? "", text)));
    return loadLibrary(paths);
  });

describe("cells are known by what they do", () => {
  it("the smallest that is allowed", async () => {
    const found = await load(
      library(
        "l",
        cell("N", 3, pins("A", "Y", "!A")),
        inverter,
        cell("SMALLEST", 0.5, `dont_use : true; ${pins("A", "Y", "!A")}`),
        cell(
          "TRISTATE",
          0.5,
          'pin (A) { direction : input; } pin (Y) { direction : output; three_state : "A"; function : "A\'"; }',
        ),
        cell("LATCH", 0.5, `latch (IQ, IQN) { } ${pins("A", "Y", "!A")}`),
        nand,
        cell("BUFFER_LONG", 2, pins("A", "Y", "A")),
        cell("BUFFER", 2, pins("A", "Y", "A")),
      ),
    );
    expect([found.inverter.name, found.nand2.name, found.buffer.name]).toEqual(["NO", "BOTH_NOT", "BUFFER"]);
    expect(found.tieHigh).toBeUndefined();
  });

  it("ties may share a cell, and may be marked as not to be used", async () => {
    const ties =
      'pin (H) { direction : output; function : "1"; } pin (L) { direction : output; function : "0"; }';
    const found = await load(library("l", inverter, nand, cell("TIE", 1, `dont_use : true; ${ties}`)));
    expect([found.tieHigh?.cell.name, found.tieHigh?.pin.name]).toEqual(["TIE", "H"]);
    expect([found.tieLow?.cell.name, found.tieLow?.pin.name]).toEqual(["TIE", "L"]);
  });

  it("pins of buses take over what the bus says", async () => {
    const bus =
      "bus (D) { direction : input; capacitance : 3; pin (D[0]) { } pin (D[1]) { capacitance : 4; } }";
    const found = await load(
      library("l", "capacitive_load_unit (1, ff);", inverter, nand, cell("ROM", 9, bus)),
    );
    expect(found.cells.get("ROM")?.pins).toEqual([
      { name: "D[0]", direction: "input", capacitance_fF: 3 },
      { name: "D[1]", direction: "input", capacitance_fF: 4 },
    ]);
  });
});

describe("surroundings and units", () => {
  it.each([
    ["", 8000],
    ["capacitive_load_unit (1, pf);", 8000],
    ["capacitive_load_unit (10.0, ff);", 80],
    ['capacitive_load_unit ("1", "fF");', 8],
  ])("%s: four inverters are %d fF", async (unit, load_fF) => {
    const { surroundings } = await load(library("l", unit, inverter, nand));
    expect(surroundings).toEqual({ driver: "NO", load_fF });
  });

  it("a library usually measured otherwise keeps its own, where it has the cell", async () => {
    const usual = cell("BUF_X1", 2, pins("A", "Y", "A"));
    const { surroundings } = await load(library("NangateOpenCellLibrary", inverter, nand, usual));
    expect(surroundings).toEqual({ driver: "BUF_X1", load_fF: 3.898 });
    const other = await load(library("NangateOpenCellLibrary", inverter, nand));
    expect(other.surroundings).toEqual({ driver: "NO", load_fF: 8000 });
  });

  it("no tables, no FO4", async () => {
    expect((await load(library("l", inverter, nand))).fo4_ns).toBeUndefined();
  });

  it("OSU 180 nm, the default, in its own terms", async () => {
    const found = await loadLibrary();
    expect(found).toMatchObject({
      name: "osu018_stdcells",
      files: ["osu018_stdcells.lib"],
      normalised: false,
    });
    expect([found.nand2.name, found.inverter.name, found.buffer.name]).toEqual(["NAND2X1", "INVX1", "BUFX2"]);
    expect(found.cells.get("DFFPOSX1")?.sequential).toBe(true);
    // A rule of thumb puts FO4 at 360 to 500 ps for each µm of channel.
    expect(found.fo4_ns).toBeGreaterThan(0.06);
    expect(found.fo4_ns).toBeLessThan(0.11);
  });
});

describe("files", () => {
  it("may be gzipped, whatever they are called", async () => {
    expect((await load(gzipSync(library("l", inverter, nand)))).cells.size).toBe(2);
  });

  it("may be several, with each cell once", async () => {
    const other = cell("OTHER", 1, "");
    const found = await load(library("l", inverter), library("m", nand, other));
    expect([...found.cells.keys()]).toEqual(["NO", "BOTH_NOT", "OTHER"]);
    expect(found.files).toEqual(["0.lib", "1.lib"]);
  });

  it.each([
    [
      "a cell in two files",
      [library("l", inverter, nand), library("m", nand)],
      "0.lib and 1.lib both define the cell BOTH_NOT",
    ],
    ["a cell twice in one", [library("l", inverter, nand, nand)], "0.lib defines the cell BOTH_NOT twice"],
    [
      "two supplies",
      [library("l", "nom_voltage : 1.2;", inverter), library("m", "nom_voltage : 1.8;", nand)],
      "0.lib is for 1.2 V and 1.lib for 1.8 V",
    ],
    [
      "two meanings of a slew",
      [library("l", inverter), library("m", "slew_lower_threshold_pct_rise : 30;", nand)],
      "0.lib and 1.lib measure times differently: slew_lower_threshold_pct_rise is 20 in one and 30 in the other",
    ],
    [
      "a unit that is none",
      [library("l", 'time_unit : "1 parsec";', inverter, nand)],
      "time_unit is '1 parsec'",
    ],
    ["a unit of nothing", [library("l", 'time_unit : "0ns";', inverter, nand)], "time_unit is '0ns'"],
    [
      "a file that includes another",
      ["library (l) {\n include_file (cells.txt);\n }"],
      "0.lib includes cells.txt in line 2, which is not followed",
    ],
    [
      "xz",
      [Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0)],
      "is compressed by xz; unpack it with 'unxz --keep'",
    ],
    [
      "bzip2",
      [Uint8Array.from(Buffer.from("BZh91AY"))],
      "is compressed by bzip2; unpack it with 'bunzip2 --keep'",
    ],
    ["zip", [Uint8Array.of(0x50, 0x4b, 3, 4)], "is a zip archive; unpack it with 'unzip'"],
    ["a compiled library", [Uint8Array.of(1, 0, 2)], "0.lib is no text; name the library's Liberty file"],
    ["no inverter", [library("l", nand)], "without an inverter"],
    ["no NAND", [library("l", inverter)], "without a 2-input NAND"],
    [
      "a NAND without area",
      [library("l", inverter, cell("N", 0, pins("A, B", "Y", "!(A*B)")))],
      "without an area for its NAND cell N",
    ],
    ["no library", ["cell (A) { }"], "0.lib is no Liberty file: it begins with cell"],
    ["a damaged gzip file", [gzipSync("library (l) { }").subarray(0, 20)], "0.lib cannot be read"],
  ])("%s: a wrong request", async (_, texts, problem) => {
    const loading = load(...texts);
    await expect(loading).rejects.toThrow(RequestError);
    await expect(loading).rejects.toThrow(problem);
  });

  it("that are not there or no files: a wrong request", async () => {
    await expect(loadLibrary(["/nowhere/x.lib"])).rejects.toThrow(
      /x.lib cannot be read: there is no such file/,
    );
    await expect(loadLibrary(["/tmp"])).rejects.toThrow(/cannot be read: it is a folder/);
  });

  it("the generic library does not mix with files", async () => {
    await expect(loadLibrary(["generic", osu018])).rejects.toThrow("does not mix");
  });
});
