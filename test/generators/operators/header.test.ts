import { describe, expect, test } from "vitest";
import { catalogue } from "../../../generators/operators/catalogue.js";
import { parseDesigns } from "../../../generators/request.js";

describe("an emitted file", () => {
  const [design] = parseDesigns(["PositMult", "n=16", "es=1"]);
  const text = design?.verilog() ?? "";

  test("says what it is and the command that makes it again", () => {
    expect(text).toMatch(/^\/\/ PositMult_n16_es1: posit multiplier/);
    expect(text).toContain("with: tapir generate PositMult n=16 es=1");
    expect(text).toContain("belongs to whoever generated it");
  });

  test("is the same, byte for byte, each time, with no date in it", () => {
    expect(parseDesigns(["PositMult", "n=16", "es=1"])[0]?.verilog()).toBe(text);
    expect(text).not.toMatch(/20\d\d-\d\d-\d\d|\d\d:\d\d:\d\d/);
  });

  test("is plain ASCII, so that every tool reads it", () => {
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });
});

test("no operator's parameter is named like one of its ports: eval tells them apart by name", () => {
  for (const operator of catalogue) {
    const [design] = parseDesigns([operator.name, ...operator.examples[0].split(" ")]);
    for (const port of Object.keys(design?.ports ?? {}))
      expect(operator.parameters.shape).not.toHaveProperty(port);
  }
});
