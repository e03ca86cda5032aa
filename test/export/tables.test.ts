import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { exportDesign, type ExportFormat, type ExportOptions } from "../../export/formats.js";
import { parseDesign } from "../../generators/request.js";
import { RequestError } from "../../tools/errors.js";
import { runTool } from "../../tools/run.js";
import { withScratch } from "../../tools/scratch.js";
import { cc } from "./c-models.js";

/** The one file of an export. */
function exported(
  design: string,
  format: ExportFormat,
  options?: ExportOptions,
): { name: string; data: Buffer } {
  const [[name, content] = ["", ""], ...others] = exportDesign(parseDesign(design), [format], options);
  expect(others).toEqual([]);
  return { name, data: Buffer.from(content) };
}

const sha256 = (data: Buffer): string => createHash("sha256").update(data).digest("hex");

/** Of the 65,536 result bytes of the exact ⟨8,0⟩ product at 256·x + y: the digest of test/golden/posit-tables.test.ts. */
const exact80 = "908d123cd2f8b627e7fb8123215f74cf35a1cc9da49b8e69181a345076ae5113";

/** Reads a .npy file by NumPy's format specification. */
function readNpy(data: Buffer): { descr: string; shape: number[]; body: Buffer } {
  expect(data.subarray(0, 8)).toEqual(Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]));
  const length = data.readUInt16LE(8);
  expect((10 + length) % 64).toBe(0);
  const header = data.subarray(10, 10 + length).toString("latin1");
  expect(header).toMatch(/^\{'descr': '.*', 'fortran_order': False, 'shape': \(.*\), \} *\n$/);
  const [, descr = "", shape = ""] = /'descr': '(.*?)'.*'shape': \((.*?)\)/.exec(header) ?? [];
  return { descr, shape: (shape.match(/\d+/g) ?? []).map(Number), body: data.subarray(10 + length) };
}

describe("npy", () => {
  test("holds bit patterns of posits, a row for each x", () => {
    const { name, data } = exported("PositMult n=8 es=0", "npy");
    const { descr, shape, body } = readNpy(data);
    expect({ name, descr, shape }).toEqual({ name: "PositMult_n8_es0.npy", descr: "|u1", shape: [256, 256] });
    expect(sha256(body)).toBe(exact80);
  });

  test("holds values of posits if asked to, NaR as NaN", () => {
    const { descr, body } = readNpy(exported("PositMult n=8 es=0", "npy", { decode: true }).data);
    expect(descr).toBe("<f8");
    const at = (x: number, y: number): number => body.readDoubleLE(8 * (256 * x + y));
    expect(body.length).toBe(8 * 65536);
    // 1.5 · −1.25, maxpos · maxpos, minpos · maxpos, 0 · 1, NaR · 1
    expect([at(0x50, 0xb8), at(0x7f, 0x7f), at(0x01, 0x7f), at(0, 0x40)]).toEqual([-1.875, 64, 1, 0]);
    expect(at(0x80, 0x40)).toBeNaN();
  });

  test("holds integers in two's complement as such", () => {
    const { descr, shape, body } = readNpy(exported("IntMult n=5 signed=true", "npy").data);
    expect({ descr, shape }).toEqual({ descr: "<i2", shape: [32, 32] });
    // −16 · 15, at their patterns
    expect(body.readInt16LE(2 * (32 * 0x10 + 0x0f))).toBe(-240);
  });

  test.each([
    ["IntMult n=4", "|u1", [16, 16], 256],
    ["IntMult n=8", "<u2", [256, 256], 131072],
    ["PlamSqrt n=8 es=0", "|u1", [256], 256],
    ["IntMac n=3 acc=8", "|i1", [8, 8, 256], 16384],
  ])("%s: %s of shape %j", (design, descr, shape, bytes) => {
    const { body, ...header } = readNpy(exported(design, "npy").data);
    expect({ ...header, bytes: body.length }).toEqual({ descr, shape, bytes });
  });

  test("has values of floating point: infinities, both zeros, subnormals", () => {
    const { body } = readNpy(exported("FloatMult format=e5m2 subnormals=keep", "npy", { decode: true }).data);
    const at = (x: number, y: number): number => body.readDoubleLE(8 * (256 * x + y));
    const [one, minusTwo, largest, least] = [0x3c, 0xc0, 0x7b, 0x01];
    expect([at(one, minusTwo), at(largest, minusTwo), at(least, one)]).toEqual([-2, -Infinity, 2 ** -16]);
    expect(at(0x80, one)).toBe(-0);
  });
});

describe("bin", () => {
  test("is the results alone", () => {
    const { name, data } = exported("PositMult n=8 es=0", "bin");
    expect({ name, digest: sha256(data) }).toEqual({ name: "PositMult_n8_es0.bin", digest: exact80 });
  });

  test("is little-endian", () => {
    const { data } = exported("IntMult n=8", "bin");
    expect(data.readUInt16LE(2 * (256 * 200 + 100))).toBe(20000);
  });
});

describe("header", () => {
  test.each([
    ["PositMult n=8 es=0", "PositMult_n8_es0_table", exact80],
    ["IntMac n=3 acc=8", "IntMac_n3_acc8_table", undefined],
  ])("%s compiles, and holds the same bytes", async (design, table, digest) => {
    const { name, data } = exported(design, "header");
    const program = `#include "${name}"\n#include <stdio.h>
      int main(void) { return fwrite(${table}, sizeof ${table}, 1, stdout) == 1 ? 0 : 1; }\n`;
    await withScratch(async (folder) => {
      await writeFile(join(folder, name), data);
      await writeFile(join(folder, "main.c"), program);
      const strict = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror"];
      await runTool(cc, [...strict, "main.c", "-o", "main"], { cwd: folder, timeLimit: 60 });
      const { stdout } = await execa(join(folder, "main"), { encoding: "buffer" });
      const bytes = Buffer.from(stdout);
      expect(sha256(bytes)).toBe(digest ?? sha256(exported(design, "bin").data));
    });
  });
});

test("tfapprox: the product of activation and weight, 16 bits, at 256 · activation + weight", () => {
  const { name, data } = exported("IntMult n=8", "tfapprox");
  expect(name).toBe("IntMult_n8_tfapprox.bin");
  const products = Array.from({ length: 65536 }, (_, i) => (i >> 8) * (i & 0xff));
  expect(data).toEqual(Buffer.from(Uint16Array.from(products).buffer));
});

describe("approxtrain: truncated mantissas, with a carry", () => {
  test.each([8, 6, 2])("of exact %d-bit significands", (n) => {
    const { name, data } = exported(`IntMult n=${n}`, "approxtrain");
    const m = n - 1;
    expect(name).toBe(`IntMult_n${n}_approxtrain_${m}.bin`);
    const length = 2 ** m;
    const entries = Array.from({ length: length ** 2 }, (_, i) => {
      const product = (1 + Math.floor(i / length) / length) * (1 + (i % length) / length);
      const [carry, fraction] = product >= 2 ? [0x80, product / 2 - 1] : [0, product - 1];
      return carry + Math.floor(fraction * length);
    });
    expect(data).toEqual(Buffer.from(entries));
  });

  test("of Mitchell's product, whose mantissa is the sum of the mantissas", () => {
    const { data } = exported("MitchwMult n=8 w=8 sign=unsigned", "approxtrain");
    // 0.25 + 0.5 stays below 1; 0.5 + 0.75 carries and leaves 0.25
    expect([data[128 * 32 + 64], data[128 * 64 + 96]]).toEqual([96, 0x80 + 32]);
  });
});

test.each<[string, ExportFormat, RegExp]>([
  ["PositMult n=16", "npy", /inputs have 32 bits in all, and a table has room for 16/],
  ["PositDecode n=8", "header", /a table is of one result, and it has/],
  ["IntMac n=3 acc=8 form=sequential", "bin", /it has registers/],
  ["PositMult n=8", "tfapprox", /unsigned 8-bit integers/],
  ["IntMult n=8 signed=true", "tfapprox", /unsigned 8-bit integers/],
  ["IntMult n=7", "tfapprox", /unsigned 8-bit integers/],
  ["PositMult n=8", "approxtrain", /unsigned integers of 2 to 8 bits/],
  ["IntMult n=8 signed=true", "approxtrain", /unsigned integers of 2 to 8 bits/],
])("%s is nothing for %s", (design, format, message) => {
  expect(() => exportDesign(parseDesign(design), [format])).toThrow(message);
  expect(() => exportDesign(parseDesign(design), [format])).toThrow(RequestError);
});
