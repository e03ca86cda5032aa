import { expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { partOf } from "../../generators/section-parts.js";
import { loadLibrary } from "../../liberty/load.js";
import { partAreas } from "../../synth/part-areas.js";
import { synthesizeDesign } from "../../synth/synthesize-design.js";

const library = await loadLibrary(["generic"]);

async function areasOf(spec: string) {
  const design = parseDesign(spec);
  const synthesis = await synthesizeDesign(design, { library, timeLimit: 60 });
  return {
    ...partAreas(design, synthesis, library),
    whole: synthesis.nand2_equivalents * library.nand2.area,
  };
}

test("parts make up the whole, and an exact product's core is what costs", async () => {
  const [exact, plam] = [await areasOf("PositMult n=8 es=1"), await areasOf("PlamMult n=8 es=1 stages=1")];
  for (const { decode, core, encode, registers, whole } of [exact, plam])
    expect(decode + core + encode + registers).toBeCloseTo(whole, 6);
  expect(exact.registers).toBe(0);
  expect(plam.registers).toBeGreaterThan(0);
  // The same decoders and nearly the same encoder stand about a product, or about a sum.
  expect(exact.core).toBeGreaterThan(1.5 * plam.core);
  expect(plam.decode).toBeGreaterThan(0.5 * exact.decode);
  expect(plam.decode).toBeLessThan(1.5 * exact.decode);
});

test("a decoder alone is mostly decoding, and integers have only a core", async () => {
  const decoder = await areasOf("PositDecode n=8 es=1");
  expect(decoder.decode).toBeGreaterThan(2 * decoder.core);
  const product = await areasOf("IntMult n=4");
  expect(product.core).toBeCloseTo(product.whole, 6);
});

test("sections of posits are told apart by their comments", () => {
  const sections = parseDesign("PositAdd n=8 es=1")
    .module()
    .wires.map(({ section }) => section);
  expect(new Set(sections.map(partOf))).toEqual(new Set(["decode", "core", "encode"]));
});
