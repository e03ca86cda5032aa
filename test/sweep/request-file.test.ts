import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readRequestFile, type FileRequest } from "../../sweep/request-file.js";
import { withScratch } from "../../tools/scratch.js";

const reading = (text: string, name = "sweep.yaml"): Promise<FileRequest> =>
  withScratch(async (folder) => {
    await writeFile(join(folder, name), text);
    return readRequestFile(join(folder, name));
  });

test("designs as text, as objects and in JSON come to the same words", async () => {
  const expected = ["PositMult", "PlamMult", "n=8,16", "es=0..2"];
  const objects = { designs: [{ operator: ["PositMult", "PlamMult"], n: [8, 16], es: "0..2" }] };
  for (const [text, name] of [
    ["designs: PositMult PlamMult n=8,16 es=0..2", "sweep.yaml"],
    ["designs:\n  - PositMult PlamMult n=8,16 es=0..2", "sweep.yml"],
    ["designs:\n  - operator: [PositMult, PlamMult]\n    n: [8, 16]\n    es: 0..2", "sweep.yaml"],
    [JSON.stringify(objects), "sweep.json"],
  ] as const)
    expect((await reading(text, name)).words).toEqual(expected);
});

test("everything a file may say", async () => {
  const text = [
    "designs: [MitchwMult n=8]",
    "measures: [verify, error]",
    "libraries: [generic, cells.lib, [a.lib, /b.lib]]",
    "vectors: 5",
    "seed: 2",
    "samples: 7",
    "timing: opensta",
    "operands: normal",
    "glitches: true",
    "clock: 250",
    "time_limit: 1.5",
  ].join("\n");
  await withScratch(async (folder) => {
    const path = join(folder, "sweep.yaml");
    await writeFile(path, text);
    expect(readRequestFile(path)).toEqual({
      words: ["MitchwMult", "n=8"],
      measures: ["verify", "error"],
      libraries: [["generic"], [join(folder, "cells.lib")], [join(folder, "a.lib"), "/b.lib"]],
      vectors: 5,
      seed: 2,
      samples: 7,
      timing: "opensta",
      operands: "normal",
      glitches: true,
      clock: 250,
      timeLimit: 1.5,
    });
  });
});

test.each([
  ["lenet5", "fashion-mnist", () => ({ net: "lenet5", data: "fashion-mnist" })],
  [
    "net.onnx",
    "npy:a.npy,/b.npy",
    (folder: string) => ({ net: join(folder, "net.onnx"), data: `npy:${join(folder, "a.npy")},/b.npy` }),
  ],
])(
  "a network %s and its images %s: paths are relative to the file, built-in names stay",
  async (net, data, right) => {
    const text = [
      "designs: [PositMult n=8]",
      `net: ${net}`,
      `data: ${data}`,
      "images: 7",
      "fold: true",
      "acc: quire",
    ];
    await withScratch(async (folder) => {
      const path = join(folder, "sweep.yaml");
      await writeFile(path, text.join("\n"));
      expect(readRequestFile(path)).toMatchObject({
        ...right(folder),
        images: 7,
        fold: true,
        acc: "quire",
      });
    });
  },
);

describe("what is wrong is named, with what would be right", () => {
  test.each([
    ["designs: [", /at line 1, column/],
    ["- PositMult", /must say 'designs:'/],
    ["", /must say 'designs:'/],
    ["seed: 1", /designs must be text such as/],
    ["designs: []", /designs must be text such as .* at least one/],
    ["designs: [{n: 8}]", /designs must be text such as/],
    [
      "designs: P\nmeasures: []",
      /measures must be a list of verify, error, accuracy, synth, power, ice40, ecp5, xilinx, at least one/,
    ],
    [
      "designs: P\nmeasure: [synth]",
      /there is no 'measure'; did you mean measures\? There are designs, measures/,
    ],
    ["designs: P\nmeasures: [sinth]", /measures\[0\] must be one of verify, error, accuracy, synth/],
    ["designs: P\nmeasures: synth", /measures must be a list of verify, error, accuracy, synth/],
    ["designs: P\nseed: -1", /seed must be a whole number from 0 to 4,294,967,295$/],
    ["designs: P\nseed: 4294967296", /seed must be a whole number from 0/],
    ["designs: P\nvectors: many", /vectors must be a whole number/],
    ["designs: P\nvectors: 0", /vectors must be a whole number from 1 to 5,000,000$/],
    ["designs: P\nvectors: 5000001", /vectors must be a whole number from 1 to 5,000,000$/],
    ["designs: P\nsamples: 0", /samples must be a whole number from 1 to 1,000,000,000$/],
    ["designs: P\nsamples: 1e10", /samples must be a whole number from 1/],
    ["designs: P\nimages: 0", /images must be a whole number, 1 or more$/],
    ["designs: P\n---\ndesigns: P", /holds several documents/],
    ["designs: P\ntime_limit: 0", /time_limit must be above 0/],
    ["designs: P\ntiming: sta", /timing must be abc or opensta/],
    ["designs: P\nglitches: some", /glitches must be true or false/],
    ["designs: P\noperands: some", /operands must be one of uniform, normal, tenth/],
    ["designs: P\nclock: 0", /clock must be above 0/],
    ["designs: P\nseed: 1\nseed: 2", /Map keys must be unique at line 3/],
  ])("%s", async (text, message) => {
    await expect(reading(text)).rejects.toThrow(message);
    await expect(reading(text)).rejects.toThrow(/sweep\.yaml/);
  });

  test("a file that is not there", () => {
    expect(() => readRequestFile("/nowhere/sweep.yaml")).toThrow(/sweep\.yaml cannot be read/);
  });
});
