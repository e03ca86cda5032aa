import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";
import { start, tapir } from "./run.js";

const rows = Array.from({ length: 60 }, (_, at) => `${Math.sin(at)},${Math.cos(at * 2)},${at % 2}`);
const csv = ["a,b,class", ...rows].join("\n");

const cnn = "layers: [{ conv: 4, stride: 2 }, bn, relu, { fc: 16 }, relu, { fc: 10 }]";
const recipes = {
  "cnn.yaml": cnn,
  "w1.yaml": "steps: [{ bits: 1, epochs: 1 }]\nfloat32: []",
  "two.yaml": "steps: [{ bits: 2, epochs: 1 }, { bits: 1, epochs: 1 }]\nfloat32: []",
  "rising.yaml": "steps: [{ bits: 1, epochs: 1 }, { bits: 2, epochs: 1 }]",
  "none.yaml": "steps: [{ bits: 1, epochs: 0 }]",
  "unknown.yaml": "steps: [{ bits: 1, epochs: 1 }]\nfloat32: [conv7]",
};

describe("a wrong request ends with exit code 2, one clear message and nothing written", () => {
  test.each([
    ["train lenet5 --epochs 0", /whole number, 1 or more/],
    ["train lenet --data csv:data.csv", /no network 'lenet'; write lenet5/],
    ["train mlp:3-4-2 --data csv:data.csv", /takes 3 numbers, and four of five of data\.csv are of 2/],
    ["train mlp:2-4-1 --data csv:nolabels.csv", /label 0 is 0\.5; classes are whole numbers/],
    ["train lenet5 --data csv:data.csv", /conv needs channels/],
    ["train bad.yaml --data csv:data.csv", /no layer 'lstm'/],
    ["train mlp:2-1 --data csv:data.csv PositMult n=99", /n must be 3\.\.64/],
    ["train mlp:2-1 --data csv:data.csv LowBitDot", /LowBitDot .* (holds no gradients|cannot run)/],
    ["train mlp:2-1 --data csv:data.csv --continue", /begins with a file's weights/],
    [
      "train mlp:2-1 --data csv:data.csv --seeds 2 -o a.onnx",
      /writes one network, and there are 2 trainings/,
    ],
    ["train mlp:2-1 --data csv:data.csv -o a.bin", /ends in \.onnx/],
    ["train mlp:2-1 --data csv:data.csv --plot a.png", /--plot writes SVG/],
    ["train mlp:2-1 --data csv:data.csv --html a.svg", /--html writes HTML/],
    ["train mlp:2-1 --data csv:data.csv --resume", /write --checkpoint FILE or -o FILE/],
    ["train mlp:2-1 --data csv:data.csv --resume --checkpoint bad.yaml", /no checkpoint of a training/],
    ["train mlp:2-1 --data csv:data.csv --loss-scale 3", /power of two/],
    ["train mlp:2-1 --data csv:data.csv --master int8", /--master int8 is no format/],
    ["train cnn.yaml --data built-in --recipe rising.yaml -o old.onnx", /W2A2 after W1A1; bits fall/],
    [
      "train cnn.yaml --data built-in --recipe none.yaml -o old.onnx",
      /epochs must be a whole number, 1 or more/,
    ],
    [
      "train cnn.yaml --data built-in --recipe unknown.yaml -o old.onnx",
      /no layer 'conv7'; there are conv1, fc1/,
    ],
    ["train cnn.yaml --data built-in --recipe missing.yaml", /missing\.yaml/],
    ["train cnn.yaml --data built-in --recipe w1.yaml PositMac n=8", /on no design; leave out PositMac n=8/],
    ["train cnn.yaml --data built-in --recipe w1.yaml --epochs 2", /--epochs means nothing with a recipe/],
    ["train cnn.yaml --data built-in --compare", /write --recipe FILE/],
    ["train cnn.yaml --data built-in --memory mem", /--memory writes layers of few bits/],
    ["train cnn.yaml --data built-in --recipe two.yaml --compare -o old.onnx", /there are 2 trainings/],
    ["train mlp:2-3-2 --data csv:data.csv --recipe w1.yaml", /not bytes divided by 255/],
    ["train mlp:2-1 --data cifar10", /write --data cifar10:FOLDER/],
    ["train mlp:2-1 --data csv:data.csv --rate 1e38 --epochs 9 -o old.onnx", /float32 diverged in epoch/],
  ])("%s", async (words, message) => {
    await withScratch(async (cwd) => {
      await writeFile(join(cwd, "data.csv"), csv);
      await writeFile(join(cwd, "nolabels.csv"), "1,0.5\n2,0.25\n3,1.5\n4,2.5\n5,1\n");
      await writeFile(join(cwd, "bad.yaml"), "layers:\n  - lstm: 3\n");
      for (const [file, text] of Object.entries(recipes)) await writeFile(join(cwd, file), text);
      await writeFile(join(cwd, "old.onnx"), "precious");
      const before = await readdir(cwd);
      const { exitCode, stderr, stdout } = await tapirHere(words, { cwd });
      expect(stderr).toMatch(message);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect((await readdir(cwd)).filter((name) => !name.endsWith(".checkpoint"))).toEqual(before);
      expect(await readFile(join(cwd, "old.onnx"), "utf8")).toBe("precious");
    });
  });
});

const command =
  "train mlp:784-24-10 --data built-in --images 400 --test-images 50 --epochs 6 PositQuireMac n=16 es=1";

test("killed with -9 and resumed, the network is the same, byte for byte", async () => {
  await withScratch(async (cwd) => {
    const whole = await tapir(`${command} -o whole.onnx`, { cwd });
    expect(whole.exitCode).toBe(0);
    const killed = start(`${command} -o part.onnx`, { cwd });
    const checkpoint = join(cwd, "part.onnx.checkpoint");
    while (!existsSync(checkpoint)) await setTimeout(5);
    killed.kill("SIGKILL");
    expect((await killed).signal).toBe("SIGKILL");
    expect(existsSync(join(cwd, "part.onnx"))).toBe(false);
    const kept = await readFile(checkpoint);

    const other = await tapir(`${command} -o part.onnx --resume --batch 16`, { cwd });
    expect(other).toMatchObject({ exitCode: 2, stdout: "" });
    expect(other.stderr).toMatch(/another training: batch was 32, and is 16/);
    expect((await readFile(checkpoint)).equals(kept)).toBe(true);

    const resumed = await tapir(`${command} -o part.onnx --resume`, { cwd });
    expect(resumed).toMatchObject({ exitCode: 0, stderr: "" });
    expect(withoutRate(resumed.stdout)).toBe(withoutRate(whole.stdout));
    const [a, b] = await Promise.all(["whole.onnx", "part.onnx"].map((name) => readFile(join(cwd, name))));
    expect(b?.equals(a ?? Buffer.alloc(0))).toBe(true);
    expect((await readdir(cwd)).sort()).toEqual(["part.onnx", "whole.onnx"]);
  });
});

/** Images a second differ from run to run, and with their digits the spaces before them. */
const withoutRate = (text: string): string => text.replace(/ +[\d,.]+(?=\n\nmlp)/, " RATE");

test("the same figures on any number of threads, a row for each design, and a picture", async () => {
  await withScratch(async (cwd) => {
    await writeFile(join(cwd, "data.csv"), csv);
    const words =
      "train mlp:2-4-1 --data csv:data.csv --epochs 2 --seeds 2 float32 PositMac n=8,16 es=1 --json";
    const [one, three] = await Promise.all(
      ["--threads 1 --plot loss.svg --html page.html", "--threads 3"].map(async (more) => {
        const { stdout, exitCode } = await tapir(`${words} ${more}`, { cwd });
        expect(exitCode).toBe(0);
        return JSON.parse(stdout, (key, value: unknown) => (/seconds?$/.test(key) ? null : value)) as {
          designs: { design: string; runs: object[] }[];
        };
      }),
    );
    expect(one).toEqual(three);
    expect(one?.designs.map(({ design, runs }) => [design, runs.length])).toEqual([
      ["float32", 2],
      ["PositMac n=8 es=1", 2],
      ["PositMac n=16 es=1", 2],
    ]);
    const svg = await readFile(join(cwd, "loss.svg"), "utf8");
    expect(svg).toContain("PositMac n=16 es=1");
    expect(svg.match(/stroke-width="2"/g)).toHaveLength(6);
    const page = await readFile(join(cwd, "page.html"), "utf8");
    expect(page).toContain("<h1>Training of mlp:2-4-1</h1>");
    // Three figures, in each three designs with two epochs.
    expect(page.match(/<circle/g)).toHaveLength(18);
  });
});
