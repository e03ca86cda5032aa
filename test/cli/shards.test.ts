import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Results } from "../../report/results.js";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";

const grid =
  "sweep PlamMult n=4..6 es=0,1 objective=area,delay MitchwMult n=5,6 w=4 IntMult n=4 --measures error --samples 200 --liberty generic";

describe("shards", () => {
  test("joined they are what one run finds, byte for byte", async () => {
    await withScratch(async (cwd) => {
      await tapirHere(`${grid} --no-cache --json whole.json`, { cwd });
      for (const index of [3, 1, 2])
        expect(
          await tapirHere(`${grid} --no-cache --shard ${index}/3 --json part${index}.json`, { cwd }),
        ).toMatchObject({ exitCode: 0 });
      const joined = await tapirHere("report part2.json part1.json part3.json --json", { cwd });
      expect({ ...joined, stdout: "" }).toEqual({ exitCode: 0, stdout: "", stderr: "" });
      expect(`${joined.stdout}\n`).toBe(await readFile(join(cwd, "whole.json"), "utf8"));

      // Designs that share vectors are in one part.
      const parts = await Promise.all([1, 2, 3].map((index) => read(join(cwd, `part${index}.json`))));
      const areas = parts.map(({ designs }) => designs.map(({ design }) => design).filter(isOfObjective));
      for (const designs of areas) expect(designs.length % 2).toBe(0);
      expect(areas.flat()).toHaveLength(12);

      expect(await tapirHere("report part1.json part3.json --csv", { cwd })).toMatchObject({
        exitCode: 2,
        stdout: expect.stringMatching(/^design,/) as string,
        stderr: expect.stringMatching(/^tapir: \d+ of 15 rows are missing: those of part 2 of 3$/) as string,
      });
      expect(await tapirHere("report whole.json part1.json", { cwd })).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(/whole.json holds a whole sweep/) as string,
      });
      await tapirHere(`${grid} --no-cache --shard 2/3 --seed 9 --json other.json`, { cwd });
      expect(await tapirHere("report part1.json other.json", { cwd })).toMatchObject({
        exitCode: 2,
        stdout: "",
        stderr: "tapir: part1.json and other.json are parts of different sweeps: seed is 1 and 9",
      });
      await writeFile(
        join(cwd, "wrong.json"),
        (await readFile(join(cwd, "part2.json"), "utf8")).replace(/"mred_percent": \d/, '"mred_percent": 77'),
      );
      expect(await tapirHere("report part2.json wrong.json", { cwd })).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(/contradict each other on .*: mred_percent is .* and 77/) as string,
      });
    });
  });

  // What the first shard leaves in a shared cache must not move what the others measure.
  test("one cache for all: the first shard decides who measures what", async () => {
    await withScratch(async (cwd) => {
      const sweep = "sweep IntMult n=2..6 --measures verify --cache c";
      await tapirHere("sweep IntMult n=5,6 --measures verify --cache c", { cwd });
      for (const index of [1, 2, 3])
        await tapirHere(`${sweep} --shard ${index}/3 --json ${index}.json`, { cwd });
      const joined = await tapirHere("report 1.json 2.json 3.json --json joined.json", { cwd });
      expect(joined).toMatchObject({ exitCode: 0, stderr: "" });
      await tapirHere(`${sweep} --json whole.json`, { cwd });
      expect(await readFile(join(cwd, "joined.json"), "utf8")).toBe(
        await readFile(join(cwd, "whole.json"), "utf8"),
      );
      expect(await readdir(join(cwd, "c", "divisions"))).toHaveLength(1);
    });
  });

  test.each(["0/3", "4/3", "1", "x/y", "1/0"])("'%s' is none", async (shard) => {
    expect(await tapirHere(`sweep IntMult n=3 --shard ${shard}`, { cwd: "/tmp" })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/must be a part and their number, 1\/8 to 8\/8/) as string,
    });
  });

  test("more shards than designs: the rest have none", async () => {
    await withScratch(async (cwd) => {
      const sweep = "sweep IntMult n=2 --measures verify --no-cache";
      for (const index of [1, 2])
        await tapirHere(`${sweep} --shard ${index}/2 --json ${index}.json`, { cwd });
      expect((await tapirHere("report 1.json 2.json --csv --columns design", { cwd })).stdout).toBe(
        "design\nIntMult n=2",
      );
    });
  });
});

const isOfObjective = (spec: string): boolean => spec.includes("objective=") || spec.startsWith("PlamMult");

const read = async (path: string): Promise<Results> => JSON.parse(await readFile(path, "utf8")) as Results;
