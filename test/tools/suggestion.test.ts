import { expect, test } from "vitest";
import { noSuch } from "../../tools/suggestion.js";

const names = ["PositMult", "PositAdd", "n", "es", "area_um2"];

test.each([
  ["PositMul", "PositMult"],
  ["positmult", "PositMult"],
  ["psoitadd", "PositAdd"],
  ["PositA", "PositAdd"],
  ["Posi", "PositMult"],
  ["arae", "area_um2"],
  ["N", "n"],
  ["ed", "es"],
])("%s: did you mean %s?", (word, near) => {
  expect(noSuch(`no '${word}'`, word, names, "There are five")).toBe(
    `no '${word}'; did you mean ${near}? There are five`,
  );
});

test.each(["Foo", "q", "", "multiplier"])("%j is near to none", (word) => {
  expect(noSuch(`no '${word}'`, word, names, "There are five")).toBe(`no '${word}'; there are five`);
});
