import { expect, test } from "vitest";
import { tapir } from "./run.js";
import { tab } from "./tab.js";

test("bash completes commands, operators, parameters, values and options", async () => {
  const lines = [
    "tapir ver",
    "tapir generate PlamM",
    "tapir verify PositMac n=8 pro",
    "tapir verify PositMac n=8 product=",
    "tapir verify PositMac n=8 product=exact,pl",
    "tapir verify PositMac n=8 objective=d",
    "tapir verify --level rtl,f",
    "tapir synth --timing o",
    "tapir export PlamMult n=8 --format npy,a",
    "tapir generate --test",
    "tapir help PositQ",
    "tapir completion f",
    "tapir compl",
    "tapir synth -o ",
    "tapir nonsense ",
  ];
  expect(await tab(lines)).toEqual([
    ["verify"],
    ["PlamMult"],
    ["product="],
    // bash begins a new word behind each =
    ["exact", "plam"],
    ["exact,plam"],
    ["delay"],
    ["rtl,formal"],
    ["opensta"],
    ["npy,approxtrain"],
    ["--testbench"],
    ["PositQuireAdd", "PositQuireMac"],
    ["fish"],
    ["completion"],
    [],
    [],
  ]);
});

test("files are offered where they are expected, beside designs where those are too", async () => {
  const files = async (line: string): Promise<string[]> =>
    (await tapir(`complete -- ${line}`)).stdout
      .split("\n")
      .flatMap((offered) => (/^(:files|DrumMult)\b/.exec(offered) ? (offered.split("\t")[0] ?? "") : []));
  const expected = {
    "report r": [":files"],
    "sweep D": [":files", "DrumMult"],
    "sweep PlamMult D": ["DrumMult"],
    "synth D": ["DrumMult"],
    "synth --cache r": [":files"],
    "error --heatmap D": [":files"],
    "sweep PlamMult --html D": [":files", "DrumMult"],
    "sweep PlamMult --html page.html D": ["DrumMult"],
    "synth --time-limit D": [],
  };
  const offered = await Promise.all(
    Object.keys(expected).map(async (line) => [line, await files(line)] as const),
  );
  expect(Object.fromEntries(offered)).toEqual(expected);
});
