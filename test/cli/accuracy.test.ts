import { describe, expect, test } from "vitest";
import type { Results } from "../../report/results.js";
import { withScratch } from "../../tools/scratch.js";
import { data, writeNetwork } from "./network-files.js";
import { tapirHere } from "./run-here.js";

describe("accuracy as a measure of a sweep", () => {
  test("stands in each row; a design without a matrix product has an error in its own", async () => {
    await withScratch(async (cwd) => {
      await writeNetwork(cwd);
      const words = `sweep PositMult n=8 es=1 PositAdd n=8 es=1 --measures accuracy --net net.onnx ${data} --json`;
      const { exitCode, stdout } = await tapirHere(`${words} --no-cache`, { cwd });
      expect(exitCode).toBe(2);
      const { designs, conditions } = JSON.parse(stdout) as Results;
      expect(conditions).toMatchObject({ network: "net.onnx", data: "images.npy", images: 3, fold: false });
      expect(designs[0]?.figures).toMatchObject({
        top1_percent: expect.closeTo(200 / 3) as number,
        top5_percent: null,
        delta_points: 0,
        agreement_percent: 100,
        logit_rmse: 0,
        macs_per_image: 4,
      });
      expect(designs[1]?.figures.top1_percent).toBeNull();
      expect(designs[1]?.failures?.accuracy).toMatch(/PositAdd n=8 es=1 cannot run a network/);
    });
  });

  test.each([
    ["--measures accuracy", /name one: --net FILE/],
    ["--measures synth --net net.onnx", /--net is for accuracy/],
    ["--net net.onnx", /--net is for accuracy/],
    ["--measures synth --images 3", /--images is for accuracy/],
    [`--measures accuracy --net missing.onnx ${data}`, /missing\.onnx/],
    [`--measures accuracy --net broken.onnx ${data}`, /broken\.onnx: /],
    ["--measures accuracy --net net.onnx --data built-in", /takes images of 2, and/],
  ])("%s: exit 2 before anything runs", async (words, message) => {
    await withScratch(async (cwd) => {
      await writeNetwork(cwd);
      const { exitCode, stdout, stderr } = await tapirHere(`sweep PositMult n=8 es=1 ${words}`, { cwd });
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toMatch(message);
    });
  });
});

test.each([
  [`infer net.onnx PositMult n=8 ${data} --measures power --liberty generic`, /has no units/],
  [`infer net.onnx PositMult n=8 ${data} --measures delay`, /no 'delay'; write synth or power/],
  ["power IntMult n=4 --operands trace:net.onnx/conv1 --data built-in", /takes images of 2, and/],
  [`power IntMult n=4 signed=true --operands trace:net.onnx/conv1 ${data}`, /fits no layer.*gemm0/],
  ["power IntMult n=4 --operands trace:none.jsonl", /cannot read none\.jsonl/],
  ["power IntMult n=4 --operands often", /trace:FILE or trace:NETWORK/],
  ["power IntMult n=4 --data built-in", /--data has the images of/],
])("%s: exit 2", async (words, message) => {
  await withScratch(async (cwd) => {
    await writeNetwork(cwd);
    const { exitCode, stdout, stderr } = await tapirHere(words, { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });
});

describe("infer", () => {
  test.each([
    ["--layer-errors --csv", /^design,arithmetic,[^]*\nfloat32,.*gemm0,Gemm,float32,2,6,/],
    ["--layer-errors --markdown", /\| design +\| layer[^]*over the first 3 images/],
    ["--csv", /^(?![^]*gemm0)design,arithmetic,images,top1_percent/],
    ["--json", /"layer_errors":/],
  ])("%s", async (words, expected) => {
    await withScratch(async (cwd) => {
      await writeNetwork(cwd);
      const { exitCode, stdout } = await tapirHere(`infer net.onnx ${data} ${words}`, { cwd });
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(expected);
    });
  });
});

test("rules of layers stand below the table, and the images' name says how many they are", async () => {
  await withScratch(async (cwd) => {
    await writeNetwork(cwd);
    const words = `infer net.onnx ${data} --images 2 --layers Gemm:float32;bias:float32;else:float32`;
    const { exitCode, stdout } = await tapirHere(words, { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^--layers +2 /m);
    expect(stdout).toMatch(/^net\.onnx on the first 2 of images\.npy;/m);
    expect(stdout).toMatch(/^--layers Gemm:float32\n +bias:float32\n +else:float32$/m);
  });
});
