import { expect, test } from "vitest";
import { runEveryWord } from "../../../circuit/compiled/run-every-word.js";
import { moduleCircuit } from "../../../circuit/from-rtl.js";
import { designs } from "./designs.js";

// 8-bit factors and addend: 2^24 triples, all compared with the golden model by the bit-parallel engine.
test.each([
  ...designs("FloatMac format=e5m2 acc=e4m3 subnormals=keep overflow=saturate"),
  ...designs("FloatMac format=e4m3 acc=e5m2 subnormals=flush overflow=saturate"),
])("every triple: %s", async (_, design) => {
  const found = await runEveryWord(moduleCircuit(design.module()), design);
  expect(found).toMatchObject({ vectors: 2 ** 24, total: 2 ** 24, mismatches: 0 });
});
