import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openImages, openTrainingImages } from "../../nn/data/open.js";
import { RequestError } from "../../tools/errors.js";
import { npyFile } from "../../tools/npy.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tapir-data-"));
});
afterAll(() => rm(folder, { recursive: true }));

const put = (name: string, bytes: Uint8Array | string) => writeFile(join(folder, name), bytes);
/** IDX written out: big endian. */
const images = Buffer.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 10, 20, 30, 40, 50, 255]);
const labels = Buffer.from([0, 0, 8, 1, 0, 0, 0, 2, 7, 9]);

describe("data sets are read", () => {
  test("MNIST's layout, one file packed", async () => {
    await put("t10k-images-idx3-ubyte.gz", gzipSync(images));
    await put("t10k-labels-idx1-ubyte", labels);
    const found = openImages(`mnist:${folder}`);
    expect(found).toMatchObject({ count: 2, shape: [1, 1, 3] });
    expect([...found.values]).toEqual([10, 20, 30, 40, 50, 255]);
    expect([...found.labels]).toEqual([7, 9]);
    expect(openTrainingImages(`mnist:${folder}`)).toBeUndefined();
  });

  test("CIFAR-10's records: label, then planes", async () => {
    const record = (label: number, first: number) => Buffer.from([label, first, ...new Uint8Array(3071)]);
    await put("test_batch.bin", Buffer.concat([record(3, 11), record(8, 22)]));
    await put("data_batch_2.bin", record(6, 33));
    const found = openImages(`cifar10:${folder}`);
    expect(found).toMatchObject({ count: 2, shape: [3, 32, 32] });
    expect([found.values[0], found.values[3072], ...found.labels]).toEqual([11, 22, 3, 8]);
    expect(openTrainingImages(`cifar10:${folder}`)).toMatchObject({ count: 1 });
  });

  test("NumPy arrays, of floats and of 64-bit integers", async () => {
    await put("x.npy", npyFile("<f4", [2, 2], new Uint8Array(Float32Array.of(0.5, -1, 2, 3).buffer)));
    await put("y.npy", npyFile("<i8", [2], new Uint8Array(BigInt64Array.of(1n, 0n).buffer)));
    const found = openImages(`npy:${join(folder, "x.npy")},${join(folder, "y.npy")}`);
    expect([...found.values, ...found.labels]).toEqual([0.5, -1, 2, 3, 1, 0]);
    expect(found.shape).toEqual([2]);
  });

  test("CSV, with a header or without", async () => {
    await put("a.csv", "569,2,malignant\n1.5,2,0\n3,-4,1\n");
    await put("b.csv", "1.5,2,0\r\n3,-4,1");
    for (const name of ["a.csv", "b.csv"]) {
      const found = openImages(`csv:${join(folder, name)}`);
      expect([...found.values, ...found.labels]).toEqual([1.5, 2, 3, -4, 0, 1]);
    }
  });

  test("what comes with the program", () => {
    const found = openImages("built-in");
    expect(found).toMatchObject({ count: 1000, shape: [1, 28, 28] });
    // Fashion-MNIST's first test labels, as its page and every loader have them.
    expect([...found.labels.slice(0, 10)]).toEqual([9, 2, 1, 1, 6, 1, 4, 6, 5, 7]);
  });
});

describe("data sets that cannot be read are refused", () => {
  beforeAll(async () => {
    await put("short.npy", npyFile("<f4", [2, 2], new Uint8Array(12)));
    await put("half.npy", npyFile("<f4", [2], new Uint8Array(Float32Array.of(0.5, 1).buffer)));
    await put("two.npy", npyFile("|u1", [2, 1], Uint8Array.of(1, 2)));
    await put(
      "fortran.npy",
      Buffer.from(
        Buffer.from(npyFile("|u1", [1], Uint8Array.of(1)))
          .toString("latin1")
          .replace("False", "True "),
        "latin1",
      ),
    );
    await put("ragged.csv", "1,2,0\n1,0\n3,4,1");
    await put("words.csv", "1,2,0\n1,x,1\n");
    await put("large.csv", "1,2,0\n1,1e39,1\n");
    await put("negative.csv", "1,2,0\n1,2,-1\n");
  });
  test.each([
    ["imagenet:x", /no data set 'imagenet'/],
    ["mnist", /mnist:FOLDER/],
    ["mnist:/nowhere", /no file t10k-images-idx3-ubyte/],
    ["npy:@/two.npy", /two files/],
    ["npy:@/short.npy,@/two.npy", /16 bytes.* 12/],
    ["npy:@/two.npy,@/half.npy", /whole numbers/],
    ["npy:@/two.npy,@/two.npy", /shape \(2, 1\)/],
    ["npy:@/fortran.npy,@/two.npy", /Fortran/],
    ["npy:@/a.csv,@/two.npy", /no NumPy file/],
    ["csv:@/ragged.csv", /line 2: 2 columns/],
    ["csv:@/words.csv", /line 2: not all/],
    ["csv:@/large.csv", /line 2: not all/],
    ["csv:@/negative.csv", /label 1 is -1/],
    ["csv:@/missing.csv", /cannot read/],
  ])("%s", (text, message) => {
    const open = () => openImages(text.replaceAll("@", folder));
    expect(open).toThrow(RequestError);
    expect(open).toThrow(message);
  });
});
