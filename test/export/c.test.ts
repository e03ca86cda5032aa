import { describe, expect, test } from "vitest";
import { makeDesign } from "../../generators/make-design.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parseDesign } from "../../generators/request.js";
import { expectCxx } from "./cxx.js";
import { everything } from "./everything.js";
import { expectGolden } from "./golden-models.js";

describe("models in C, compiled without a warning, compute what the golden model says", () => {
  // Of all operators, and of all their examples, in the deep suite.
  test("of an example of every third operator", async () => {
    const designs = catalogue
      .filter((_, at) => at % 3 === 0)
      .map(({ name, examples }) => parseDesign(`${name} ${examples[1] ?? examples[0]}`));
    expect(designs.length).toBeGreaterThan(10);
    await expectGolden(designs);
  });
});

test("every operator of the RTL core, at widths of one limb and of two", async () => {
  await expectGolden([7, 64, 100].map((n) => makeDesign(everything, { n: `${n}` })));
});

test.each(["PositMult n=8", "IntMult n=33 signed=true", "PositQuireMac n=8"])(
  "a model in C is one in C++ too: %s",
  expectCxx,
);
