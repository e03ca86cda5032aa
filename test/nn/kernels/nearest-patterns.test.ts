import { expect, test } from "vitest";
import { fromDouble } from "../../../golden/double.js";
import { parseDesign } from "../../../generators/request.js";
import { NearestPatterns } from "../../../nn/kernels/run/nearest-patterns.js";
import { Random } from "../../../operands/random.js";
import { RequestError } from "../../../tools/errors.js";

/* Patterns by a table of where they begin, against the golden model's rounding. */

const largest = 3.4028234663852886e38;

test.each([
  "PositMult n=8 es=0 rs=2",
  "PositMult n=8 es=2",
  "FloatMult format=e4m3",
  "IntMult n=6 signed=true",
  "DrumMult n=7",
])("operands of %s", (spec) => {
  const format = parseDesign(spec).ports.x?.format;
  const nearest = (value: number): number => Number(format?.nearest?.(fromDouble(value)));
  const random = Random.seeded(8);
  const float = new Float32Array(1);
  const bits = new Int32Array(float.buffer);
  const values = [0, -0, 1, -1, largest, 2 ** -149, -(2 ** -149)];
  for (let count = 0; count < 2000; count++) {
    bits[0] = random.below(2 ** 32) | 0;
    values.push(float[0] ?? 0, (random.below(2 ** 12) - 2 ** 11) / 2 ** random.below(12));
  }
  // ties and their neighbours
  for (let pattern = 0n; pattern < 2n ** BigInt(format?.width ?? 0) - 1n; pattern++) {
    const [one, two] = [format?.number?.(pattern) ?? NaN, format?.number?.(pattern + 1n) ?? NaN];
    float[0] = (one + two) / 2;
    for (const step of [0, 1, -2]) {
      bits[0] = (bits[0] ?? 0) + step;
      values.push(float[0]);
    }
  }
  const finite = Float32Array.from(values.filter((value) => Number.isFinite(value)));
  const table = new NearestPatterns(nearest);
  const found = new Int32Array(finite.length);
  table.write(finite, 1, found);
  expect([...found]).toEqual(Array.from(finite, (value) => nearest(value)));
  // what is scaled beyond float32 saturates
  table.write(Float32Array.of(largest, -largest), 2, found);
  expect([...found.subarray(0, 2)]).toEqual([nearest(largest), nearest(-largest)]);
  for (const wrong of [NaN, Infinity, -Infinity])
    expect(() => {
      table.write(Float32Array.of(1, wrong), 1, found);
    }).toThrow(RequestError);
});
