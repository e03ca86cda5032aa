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

test("of what follows each other again, one run is written", () => {
  const [ports, wires] = ["module a;\ninput b;", "wire c;\nwire d;"];
  expect(packTexts([`${ports}\n\n${wires}`, `${ports}\n\n${wires}`, `${wires}\n\n${ports}`])).toEqual({
    lines: ["module a;", "input b;", "wire c;", "wire d;"],
    paragraphs: [
      [0, 2],
      [2, 2],
    ],
    texts: [
      [0, 2],
      [0, 2],
      [1, 1, 0, 1],
    ],
  });
});
