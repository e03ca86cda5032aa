import { expect, test } from "vitest";
import { frontNotes, frontsOfRows } from "../../report/fronts.js";
import { someResults, someRow } from "./results.js";

const other = { class: "x + y: unsigned⟨8⟩" };

test("fronts are of a class in a library; an exact design has error 0", () => {
  const results = someResults([
    someRow("A", { area_um2: 100, mred_percent: 9 }),
    someRow("B", { area_um2: 120, mred_percent: 9 }),
    someRow("C", { area_um2: 150 }, { exact: true }),
    someRow("D", { area_um2: 90 }),
    someRow("E", { area_um2: 1, mred_percent: 1 }, other),
    someRow("F", { area_um2: 2, mred_percent: 2 }, other),
    someRow("G", { area_um2: 5, mred_percent: 5 }, { ...other, library: "lib_2" }),
    someRow("H", { area_um2: 4, mred_percent: 6 }, { ...other, library: "lib_2" }),
  ]);
  const two = { ...results, libraries: [...results.libraries, ...results.libraries] };
  expect(
    two.designs.filter((row) => frontsOfRows(two)(row) === "MRED/area").map(({ design }) => design),
  ).toEqual(["A", "C", "E", "G", "H"]);
  expect(frontNotes(two)).toEqual([
    "On the front of x·y: unsigned⟨8⟩ in lib_1: 2 of 3 by MRED and area.",
    "On the front of x + y: unsigned⟨8⟩ in lib_1: 1 of 2 by MRED and area.",
    "On the front of x + y: unsigned⟨8⟩ in lib_2: 2 of 2 by MRED and area.",
  ]);
});

test("where there is nothing to choose from there is no front", () => {
  const results = someResults([
    someRow("A", { area_um2: 1, mred_percent: 1 }),
    someRow("B", { area_um2: 2, mred_percent: 2 }, other),
  ]);
  expect(frontNotes(results)).toEqual([]);
  expect(results.designs.map(frontsOfRows(results))).toEqual([null, null]);
});
