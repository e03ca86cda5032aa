import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { parseDesigns } from "../../generators/request.js";
import { expectFile } from "../expect-file.js";

/**
 * Designs whose Verilog stands in `emitted/`, so that a change of generators is reviewed in what they write:
 * TAPIR_RENEW=1 npx vitest run emitted, then git diff.
 */
const specs = [
  "PositMult n=16 es=1",
  "PlamMult n=8 es=0",
  "MitchwMult n=16 w=6",
  "PositAdd n=8 es=1",
  "PositDecode n=16 es=1",
  "PositSqrt n=8 es=1",
  "BinaryDot lanes=16",
  "IntMult n=8 objective=delay",
  "FloatMac format=bfloat16 acc=binary32",
  "OrMult n=8 t=6",
  "SsmMult n=8 m=5 sign=c1 correction=cross",
  // registers of their own
  "PositQuireMac n=8 es=0",
  "IntMac n=8 acc=24 form=sequential",
  "PositDiv n=8 es=1 form=sequential digits=2",
  // pipelines: back-pressure; a clock enable
  "PlamMult n=8 es=0 stages=2 handshake=ready",
  // decoders, multiplier and encoder as modules
  "PositMult n=8 es=1 hierarchy=blocks",
  "PlamMult n=8 es=0 stages=2 hierarchy=blocks",
  "PositMult n=8 es=1 stages=2 ce=true",
];

const designs = specs.flatMap((spec) => parseDesigns(spec.split(" ")));
const folder = new URL("emitted/", import.meta.url);

const named = designs.map((design) => [design.spec, design] as const);

test.each(named)("%s is written as in its file", async (_, design) => {
  await expectFile(design.verilog(), new URL(`${design.moduleName}.v`, folder));
});

test("no other files stand beside them", async () => {
  const names = designs.map(({ moduleName }) => `${moduleName}.v`);
  expect((await readdir(folder)).sort()).toEqual(names.sort());
});
