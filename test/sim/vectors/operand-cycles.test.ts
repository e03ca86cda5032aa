import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { layoutOf } from "../../../operands/word.js";
import { vectorsFor, wordsOf, type VectorOptions } from "../../../sim/vectors/vectors.js";

/** Operands that a unit takes, where nothing else is run than a reset and what is found in its combinational form. */
function taken(request: string, options: VectorOptions = {}) {
  const design = parseDesign(request);
  const layout = layoutOf(design.ports, "input");
  const given = wordsOf(vectorsFor(design, { random: 0, cases: 0, corners: 0, ...options }));
  return given
    .map((word) => layout.unpack(word))
    .filter(({ rst, rst_n, in_valid }) => (rst === 0n || rst_n === 1n) && in_valid === 1n);
}

test.each(["", "active=low reset=async"])(
  "an iterative unit gets operands that excite the gates of its combinational form %s",
  (reset) => {
    const found = taken(`PositDiv n=6 es=1 form=sequential ${reset}`);
    expect(found.length).toBeGreaterThan(50);
    // NaR and zero change gates that no other operands change.
    expect(found.some(({ x, y }) => x === 32n && y !== 32n)).toBe(true);
    expect(found.some(({ x, y }) => x !== 0n && y === 0n)).toBe(true);
  },
);

test("other designs with registers get none of these", () => {
  expect(taken("IntMac n=4 acc=12 form=sequential", { candidates: 0 }).length).toBeLessThan(5);
});
