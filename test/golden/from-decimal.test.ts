import { expect, test } from "vitest";
import type { NumberFormat } from "../../golden/format.js";
import { float } from "../../golden/float.js";
import { fromDecimal } from "../../golden/from-decimal.js";
import { bipolar, packed } from "../../golden/packed.js";
import { signed, unsigned } from "../../golden/integer.js";
import { posit } from "../../golden/posit.js";

/** Every value of a small posit by its tables, printed and read, is itself. */
test.each([posit(6, 0), posit(6, 2), signed(5), unsigned(5), float(3, 2)])(
  "what describe prints is read as the same pattern: $name",
  (format) => {
    for (let bits = 0n; bits < 1n << BigInt(format.width); bits++) {
      const { value } = format.describe(bits);
      const read = fromDecimal(format, value);
      expect(read && format.describe(read.bits).value, value).toBe(value);
      expect(read?.rounding).toBe("exact");
    }
  },
);

const binary32 = float(8, 23);

const read: [NumberFormat, string, bigint, string][] = [
  [posit(8, 0), "1.5", 0x50n, "exact"],
  [posit(8, 0), "+1.5", 0x50n, "exact"],
  [posit(8, 0), "nar", 0x80n, "exact"],
  // 1.3 lies between 1.28125 and 1.3125, nearer to the latter
  [posit(8, 0), "1.3", 0x4an, "nearest"],
  // ties go to the even pattern: 1.046875 is between 0x41 and 0x42
  [posit(8, 0), "1.046875", 0x42n, "nearest"],
  [posit(8, 0), "1000", 0x7fn, "beyond"],
  [posit(8, 0), "-1e300", 0x81n, "beyond"],
  [posit(8, 0), "1e-999999999", 0x01n, "nearest"],
  // what a compiler of C makes of them
  [binary32, "0.1", 0x3dcccccdn, "nearest"],
  [binary32, "1e-45", 0x00000001n, "nearest"],
  [binary32, "16777217", 0x4b800000n, "nearest"],
  [binary32, "-0", 0x80000000n, "exact"],
  [binary32, "-Infinity", 0xff800000n, "exact"],
  [binary32, "1e39", 0x7f7fffffn, "beyond"],
  [signed(8), "-128", 0x80n, "exact"],
  [signed(8), "-129", 0x80n, "beyond"],
  [unsigned(8), "2.5", 2n, "nearest"],
  [unsigned(8), "1e2", 100n, "exact"],
];

test.each(read.map(([format, text, ...result]) => [format.name, text, format, ...result] as const))(
  "%s: %s",
  (_, text, format, bits, rounding) => {
    expect(fromDecimal(format, text)).toEqual({ bits, rounding });
  },
);

const refused: [NumberFormat, string][] = [
  [posit(8, 0), "cat"],
  [posit(8, 0), ""],
  [posit(8, 0), "."],
  [posit(8, 0), "1e"],
  [posit(8, 0), "0x50"],
  [posit(8, 0), "1,5"],
  [packed(bipolar, 4), "1"],
];

test.each(refused.map(([format, text]) => [format.name, text, format] as const))(
  "%s has no value %s",
  (_, text, format) => {
    expect(fromDecimal(format, text)).toBeUndefined();
  },
);
