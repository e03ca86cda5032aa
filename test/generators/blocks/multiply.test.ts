import { describe, test } from "vitest";
import {
  chooseArchitecture,
  multiplierChoices,
  multiplySignificands,
} from "../../../generators/blocks/multiply/index.js";
import { objectives } from "../../../generators/contract/architecture.js";
import {
  check,
  checkSignificands,
  everything,
  representatives,
  samples,
  testArchitectures,
} from "./multiply.js";

const rowChoices = multiplierChoices.shape.partialProducts.options.map(
  (rows) => [rows, { partialProducts: rows, tree: "dadda", counters: "halves", adder: "plus" }] as const,
);

testArchitectures(representatives);

describe.each(rowChoices)("%s", (_, architecture) => {
  test.each([false, true])("multiplies all numbers of every two widths up to four, signed %s", (signed) => {
    for (let wx = 1; wx <= 4; wx++)
      for (let wy = 1; wy <= 4; wy++) {
        check({ architecture, signed, widths: [wx, wy] }, everything);
        check({ architecture, signed, widths: [wx, wy], addend: wx + 1 }, everything);
        check({ architecture, signed, widths: [wx, wy], addend: wx + wy + 3 }, everything);
      }
  });

  test.each([false, true])("multiplies wide numbers, signed %s", (signed) => {
    for (const widths of [
      [32, 32],
      [33, 8],
      [7, 25],
      [64, 64],
    ] as const)
      check({ architecture, signed, widths }, samples);
  });

  test.each([1, 2, 3, 5, 11, 12, 27])("multiplies significands of %d bits of fraction", (fraction) => {
    const values = fraction <= 5 ? everything : samples;
    checkSignificands(fraction, values, (m, x, y) => multiplySignificands(m, "product", x, y, architecture));
  });
});

test("an objective's architecture multiplies", () => {
  for (const objective of objectives)
    for (const bits of [4, 12, 16]) {
      const architecture = chooseArchitecture(objective, bits);
      check({ architecture, signed: true, widths: [bits, bits] }, samples);
    }
});
