import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonBytes } from "../../cli/json-bytes.js";

/** Strings of any length, so that some are written apart. */
const strings = fc.oneof(
  fc.string({ unit: "binary", maxLength: 50 }),
  fc.constantFrom("$&$1", '"', "⟨16,1⟩\n", "\ud800").map((piece) => piece.repeat(3000)),
);

test("are JSON's own, whatever is written apart", () => {
  fc.assert(
    fc.property(fc.dictionary(strings, fc.array(strings, { maxLength: 3 })), (value) => {
      expect(Buffer.from(jsonBytes(value)).toString()).toBe(`${JSON.stringify(value, null, 2)}\n`);
    }),
  );
});
