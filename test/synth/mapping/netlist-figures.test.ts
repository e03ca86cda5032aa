import { expect, it } from "vitest";
import { loadLibrary } from "../../../liberty/load.js";
import { readNetlist } from "../../../synth/mapping/netlist-figures.js";

const generic = await loadLibrary(["generic"]);

/** A netlist from lines like `NAND2_X1 A=1 B=2 Y=3`, nets being numbers. */
function read(...cells: string[]) {
  const instances = cells.map((line, i) => {
    const [type, ...pins] = line.split(" ");
    const connections = pins.map((pin) => pin.split("=") as [string, string]);
    const nets = connections.map(([pin, net]) => [pin, [/^\d+$/.test(net) ? Number(net) : net.slice(1)]]);
    return [`u${i}`, { type, connections: Object.fromEntries(nets) as unknown }];
  });
  return readNetlist(
    JSON.stringify({ modules: { top: { cells: Object.fromEntries(instances) as unknown } } }),
    "top",
    generic,
  );
}

it("counts cells and sums their areas", () => {
  const figures = read("NAND2_X1 A=1 B=2 Y=3", "INV_X1 A=3 Y=4", "NAND2_X1 A=3 B=4 Y=5");
  expect(figures).toMatchObject({ cells: 3, cells_by_type: { INV_X1: 1, NAND2_X1: 2 } });
  expect(figures.area).toBeCloseTo(2.6667, 9);
});

it.each([
  ["nothing", [], 0],
  ["one gate", ["INV_X1 A=1 Y=2"], 1],
  ["a chain, in any order", ["INV_X1 A=2 Y=3", "INV_X1 A=3 Y=4", "INV_X1 A=1 Y=2"], 3],
  ["the longer of two ways", ["INV_X1 A=1 Y=2", "INV_X1 A=2 Y=3", "NAND2_X1 A=1 B=3 Y=4"], 3],
  ["a net that feeds a gate twice", ["INV_X1 A=1 Y=2", "NAND2_X1 A=2 B=2 Y=3"], 2],
  ["constants", ["NAND2_X1 A=1 B=b1 Y=3"], 1],
  ["tie cells", ["TIEHI_X1 Y=1", "INV_X1 A=1 Y=2"], 1],
  ["a tie cell beside a gate", ["INV_X1 A=1 Y=2", "TIEHI_X1 Y=3", "NAND2_X1 A=2 B=3 Y=4"], 2],
  ["a register cuts a path", ["INV_X1 A=1 Y=2", "DFF_X1 D=2 CK=9 Q=3", "INV_X1 A=3 Y=4"], 1],
  ["a register in a loop", ["DFF_X1 D=2 CK=9 Q=1", "INV_X1 A=1 Y=2"], 1],
])("depth of %s", (_, cells, depth) => {
  expect(read(...cells).logic_depth).toBe(depth);
});

it("a loop without a register is refused", () => {
  expect(() => read("NAND2_X1 A=1 B=3 Y=2", "INV_X1 A=2 Y=3")).toThrow("the design has a combinational loop");
});

it("so is a cell that the library lacks", () => {
  expect(() => read("INV_X1 A=1 Y=2", "$_DLATCH_P_ D=1 E=2 Q=3")).toThrow(
    "the library tapir_generic has no cell for $_DLATCH_P_",
  );
});
