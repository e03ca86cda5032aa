import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { posit } from "../../golden/posit.js";
import { allPatterns } from "./arbitrary.js";

// SHA-256 of the results for all 65,536 pairs of 8-bit patterns, index x·256 + y. They were known before this
// model was written, and do not come from it.
test.each([
  ["multiply", 0, "908d123cd2f8b627e7fb8123215f74cf35a1cc9da49b8e69181a345076ae5113"],
  ["multiply", 1, "4a7cfd996e17cdad51c14fa8f44738130ea5c04aa4774eceaeed240930e985c1"],
  ["multiply", 2, "f2545ccc14582b72c3ad91f514eee78f3d6ce5799fbec1ea0e6f78f83643b4c4"],
  ["plam", 2, "7d5a32f8319c1bd483f1c57fb427c60c0f8b3d2d9743410fe2f3706e540f9689"],
] as const)("%s on posit⟨8,%i⟩ has the known table", (operation, es, digest) => {
  const format = posit(8, es);
  const patterns = allPatterns(8);
  const table = patterns.flatMap((x) => patterns.map((y) => Number(format[operation](x, y))));
  expect(createHash("sha256").update(Uint8Array.from(table)).digest("hex")).toBe(digest);
});
