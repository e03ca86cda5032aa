import fc from "fast-check";
import { expect, test } from "vitest";
import { packTexts, unpackText } from "../../report/packed-texts.js";

const line = fc.constantFrom("", "wire a;", "wire b;", "assign a = b;", "endmodule");
const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n"));

test("are the same when they are unpacked, and have each line once", () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
      const packed = packTexts(texts);
      expect(texts.map((_, index) => unpackText(packed, index))).toEqual(texts);
      expect(new Set(packed.lines).size).toBe(packed.lines.length);
    }),
  );
});

test("of lines that follow each other again, one run is written", () => {
  const text = "module a;\nwire b;\nendmodule";
  expect(packTexts([text, text, "wire b;\nendmodule\nmodule a;"]).runs).toEqual([
    [0, 3],
    [0, 3],
    [1, 2, 0, 1],
  ]);
});
