import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonBytes, jsonOf, noteWritten } from "../../tools/json-bytes.js";

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

test("have what is written already as it is, and do not read the field", () => {
  const row = {
    name: "⟨16,1⟩",
    get text(): string {
      throw new Error("read");
    },
    last: null,
  };
  noteWritten(row, { text: () => jsonOf("module m;\n") });
  const expected = { rows: [{ name: "⟨16,1⟩", text: "module m;\n", last: null }] };
  expect(Buffer.from(jsonBytes({ rows: [row] })).toString()).toBe(`${JSON.stringify(expected, null, 2)}\n`);
});
