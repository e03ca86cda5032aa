import { describe, expect, test } from "vitest";
import { makeDesign } from "../../generators/make-design.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parseDesigns } from "../../generators/request.js";
import { expectCxx } from "./cxx.js";
import { everything } from "./everything.js";
import { expectGolden } from "./golden-models.js";

describe("models in C, compiled without a warning, compute what the golden model says", () => {
  test("of every example of the catalogue", async () => {
    const all = catalogue.flatMap(({ name, examples }) =>
      examples.flatMap((example) => parseDesigns([name, ...example.split(" ")])),
    );
    expect(all.length).toBeGreaterThan(catalogue.length);
    await expectGolden(all);
  });

  test("of words wider than a limb", async () => {
    const wide =
      "IntMult n=33,64 signed=true,false PositMult PlamMult PositAdd n=64 FloatMult format=binary64";
    await expectGolden(parseDesigns(wide.split(" ")));
  });
});

test("every operator of the RTL core, at widths around those of limbs", async () => {
  const widths = [2, 7, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 200];
  const designs = widths.map((n) => makeDesign(everything, { n: `${n}` }));
  await expectGolden(designs);
});

test.each([
  "IntMult n=64 signed=true",
  "FloatMac format=bfloat16 acc=binary32",
  "PositQuireMac n=16",
  "PositMac n=32",
])("a model in C is one in C++ too: %s", expectCxx);
