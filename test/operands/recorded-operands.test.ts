import { describe, expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { operandsKey, operandsName, recordedCycles } from "../../operands/recorded-operands.js";
import { layoutOf } from "../../operands/word.js";
import { RequestError } from "../../tools/errors.js";

const mult = parseDesign("PositMult n=8 es=1");
const posit = mult.ports.x?.format.name ?? "";
const sums = [
  { x: [1n, 2n], y: [3n, 4n] },
  { x: [5n, 6n], y: [7n, 8n] },
];
const source = { name: "trace:a", trace: { x: posit, y: posit, design: mult.spec, sums } };

describe("recorded operands", () => {
  test("are what a multiplier is fed, one product a cycle, in their order", () => {
    const words = recordedCycles(mult, source, 100).map((word) => layoutOf(mult.ports, "input").unpack(word));
    expect(words).toEqual([
      { x: 1n, y: 3n },
      { x: 2n, y: 4n },
      { x: 5n, y: 7n },
      { x: 6n, y: 8n },
    ]);
    expect(recordedCycles(mult, source, 3)).toHaveLength(3);
  });

  test("go with the sum so far into a multiply-add, from 0 in each sum", () => {
    const mac = parseDesign("PositMac n=8 es=1");
    const addends = recordedCycles(mac, source, 100).map(
      (word) => layoutOf(mac.ports, "input").unpack(word).a,
    );
    expect([addends[0], addends[2]]).toEqual([0n, 0n]);
    expect(addends[1]).toBe(mac.golden({ x: 1n, y: 3n, a: 0n }).r);
  });

  test("of other formats are refused", () => {
    expect(() => recordedCycles(parseDesign("PositMult n=8 es=0"), source, 10)).toThrow(RequestError);
    expect(() => recordedCycles(parseDesign("PositAdd n=8 es=1"), source, 10)).toThrow(/recorded sums/);
  });

  test("are told apart in the cache by their patterns, not by their name", () => {
    const others = { ...source, trace: { ...source.trace, sums: sums.slice(1) } };
    expect(operandsKey({ ...source, name: "trace:b" })).toBe(operandsKey(source));
    expect(operandsKey(others)).not.toBe(operandsKey(source));
    expect([operandsKey("normal"), operandsName("normal"), operandsName(source)]).toEqual([
      "normal",
      "normal",
      "trace:a",
    ]);
  });
});
