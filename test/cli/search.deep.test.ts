import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { builtProgram } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";
import { tapir } from "./run.js";
import { expectWithinLimits } from "./within-limits.js";

const words = "search IntMult n=4 --mred 3% --evaluations 600k --rounds 3 --chains 2 -o a.yaml";

test("what is found has the accuracy that was asked for, as infer says", async () => {
  await withScratch(async (cwd) => {
    const words =
      "search IntMult n=5 signed=true --net lenet5 --images 100 --operands normal --min-accuracy 80% --evaluations 8k --rounds 2 --chains 1 -o m.yaml --json";
    const { exitCode, stdout } = await tapir(words, { cwd });
    expect(exitCode).toBe(0);
    const { designs, network } = JSON.parse(stdout) as {
      designs: { area: number; top1_percent: number }[];
      network: { trials: number };
    };
    const [start, found] = designs;
    expect(found?.area).toBeLessThan(start?.area ?? 0);
    expect(found?.top1_percent).toBeGreaterThanOrEqual(80);
    expect(network.trials).toBeGreaterThan(0);
    const inferred = await tapir("infer lenet5 SearchedMult file=m.yaml --images 100 --json", { cwd });
    const rows = (JSON.parse(inferred.stdout) as { designs: { top1_percent: number }[] }).designs;
    expect(rows.at(-1)?.top1_percent).toBeCloseTo(found?.top1_percent ?? NaN, 6);
    // the built-in images where Debian's package of all of them is missing
    expect(await readFile(join(cwd, "m.yaml"), "utf8")).toMatch(
      /^network: lenet5 on the first 100 of (the 1,000 built-in )?fashion-mnist test images$/m,
    );
  });
});

describe("the same bytes", () => {
  test("on one thread and on two, and other ones from another seed", async () => {
    const found = await Promise.all(
      ["--threads 1", "--threads 2", "--seed 2"].map((more) =>
        withScratch(async (cwd) => {
          expect((await tapir(`${words} ${more}`, { cwd })).exitCode).toBe(0);
          return readFile(join(cwd, "a.yaml"), "utf8");
        }),
      ),
    );
    expect(found[1]).toBe(found[0]);
    expect(found[2]).not.toBe(found[0]);
  });

  test.each([
    words,
    "search IntMult n=5 signed=true --net lenet5 --images 100 --operands normal --min-accuracy 80% --evaluations 200k --rounds 4 --chains 2 -o a.yaml",
  ])(
    "after the process was killed and resumed, and no other search goes on from its checkpoint: %s",
    async (words) => {
      await withScratch(async (cwd) => {
        await tapir(words, { cwd });
        const whole = await readFile(join(cwd, "a.yaml"), "utf8");
        await rm(join(cwd, "a.yaml"));
        const checkpoint = join(cwd, "a.yaml.checkpoint");
        const killed = execa(process.execPath, [builtProgram, ...words.split(" ")], { cwd, reject: false });
        while (!existsSync(checkpoint)) await sleep(20);
        killed.kill("SIGKILL");
        await killed;
        expect(existsSync(join(cwd, "a.yaml"))).toBe(false);
        const other = await tapir(`${words} --seed 9 --resume`, { cwd });
        expect(other.exitCode).toBe(2);
        expect(other.stderr).toMatch(/checkpoint of another search: seed was 1, and is 9/);
        expect((await tapir(`${words} --resume`, { cwd })).exitCode).toBe(0);
        expect(await readFile(join(cwd, "a.yaml"), "utf8")).toBe(whole);
        expect(existsSync(checkpoint)).toBe(false);
      });
    },
  );
});

test("9 bits, judged on a sample: what is found keeps to its limits on every pair", async () => {
  await expectWithinLimits("OrMult n=9 t=6 TruncMult n=9 t=2", { mred: 4, nmed: 0.2 });
});

test("8 × 8 bits, signed and not: smaller than the start, within the limits, proved", async () => {
  await withScratch(async (cwd) => {
    for (const start of ["OrMult n=8 t=5", "IntMult n=8 signed=true"]) {
      const limits = "--mred 0.6% --nmed 0.06% --wce 400 --bias 40";
      const search = `search ${start} ${limits} --evaluations 400k --rounds 2 --chains 2 -o m.yaml --json`;
      const { exitCode, stdout } = await tapir(search, { cwd });
      expect(exitCode).toBe(0);
      const { designs } = JSON.parse(stdout) as { designs: { area: number }[] };
      expect(designs[1]?.area).toBeLessThan(designs[0]?.area ?? 0);
      const error = await tapir("error SearchedMult file=m.yaml --json", { cwd });
      const [figures] = (JSON.parse(error.stdout) as { designs: Record<string, number>[] }).designs;
      expect(figures?.mred_percent).toBeLessThanOrEqual(0.6);
      expect(figures?.nmed_percent).toBeLessThanOrEqual(0.06);
      expect(figures?.wce).toBeLessThanOrEqual(400);
      expect(Math.abs(figures?.mean_error ?? NaN)).toBeLessThanOrEqual(40);
      expect(figures?.wrong_zeros).toBe(0);
      expect((await tapir("verify SearchedMult file=m.yaml --level all", { cwd })).exitCode).toBe(0);
    }
  });
});

test("a limit on the delay holds, where without it the result is slower; one out of reach is told", async () => {
  await withScratch(async (cwd) => {
    const search = "search IntMult n=3 --wce 0 --evaluations 20k --rounds 1 --chains 1 -o m.yaml --json";
    const delayWith = async (more: string): Promise<number> => {
      const { stdout } = await tapir(`${search} ${more}`, { cwd });
      const { designs } = JSON.parse(stdout) as { designs: { wce: number; delay_ns: number }[] };
      expect(designs[1]?.wce).toBe(0);
      return designs[1]?.delay_ns ?? 0;
    };
    const free = await delayWith("");
    const limit = Number((0.8 * free).toFixed(3));
    expect(await delayWith(`--max-delay ${limit}`)).toBeLessThanOrEqual(limit);
    const { exitCode, stderr } = await tapir(`${search} --max-delay 0.1`, { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /no start is within the limits: IntMult n=3: a delay of 0\.1 ns is out of reach; the shortest of \d+ netlists made was /,
    );
  });
});

interface Designs {
  readonly designs: readonly { design: string; delay_ns: number }[];
}

test("a start that is too slow is left out, and the others are searched from", async () => {
  await withScratch(async (cwd) => {
    const search = "--wce 70 --evaluations 2k --rounds 1 --chains 1 -o m.yaml --json";
    const starts = "IntMult n=4 OrMult n=4 t=5";
    const { designs } = JSON.parse((await tapir(`search ${starts} ${search}`, { cwd })).stdout) as Designs;
    const [exact, approximate] = designs;
    const limit = Number((1.1 * (approximate?.delay_ns ?? 0)).toFixed(3));
    expect(limit).toBeLessThan(exact?.delay_ns ?? 0);
    const { stdout, stderr, exitCode } = await tapir(`search ${starts} ${search} --max-delay ${limit}`, {
      cwd,
    });
    expect(stderr).toMatch(/left out of the search: IntMult n=4: a delay of \S+ ns is out of reach/);
    expect(exitCode).toBe(0);
    const found = JSON.parse(stdout) as Designs;
    expect(found.designs.map(({ design }) => design)).toEqual(["OrMult n=4 t=5", "SearchedMult file=m.yaml"]);
    for (const { delay_ns } of found.designs) expect(delay_ns).toBeLessThanOrEqual(limit);
  });
});

test("signed: what is found keeps to its limits on every pair, as another model says", async () => {
  await expectWithinLimits("IntMult n=4 signed=true OrMult n=4 t=2 signed=true", { mred: 12, nmed: 3 });
});

test("a multiply-add: a file that SearchedMac takes, with the errors that it has by its golden model", async () => {
  await withScratch(async (cwd) => {
    const words =
      "search IntMac n=2 acc=6 IntMac n=2 acc=6 product=or t=1 --wce 3 --bias 0.5 --evaluations 6k --rounds 2 --chains 1 -o mac.yaml --json";
    const { exitCode, stdout } = await tapirHere(words, { cwd });
    expect(exitCode).toBe(0);
    const { designs } = JSON.parse(stdout) as { designs: Record<string, number>[] };
    const [start, found] = [designs[0], designs.at(-1)];
    expect(found).toMatchObject({ design: "SearchedMac file=mac.yaml" });
    expect(found?.area).toBeLessThan(start?.area ?? 0);
    const error = await tapirHere("error SearchedMac file=mac.yaml --json", { cwd });
    const [measured] = (JSON.parse(error.stdout) as { designs: Record<string, number>[] }).designs;
    expect(measured?.wce).toBeLessThanOrEqual(3);
    expect(Math.abs(measured?.mean_error ?? NaN)).toBeLessThanOrEqual(0.5);
    for (const figure of ["mred_percent", "nmed_percent", "wce", "mean_error"])
      expect(found?.[figure], figure).toBeCloseTo(measured?.[figure] ?? NaN, 3);
    const designsOfFile = "SearchedMac file=mac.yaml form=combinational,sequential";
    expect((await tapirHere(`verify ${designsOfFile}`, { cwd })).exitCode).toBe(0);
    const other = await tapirHere("verify SearchedMult file=mac.yaml", { cwd });
    expect(other.exitCode).toBe(2);
    expect(other.stderr).toMatch(/it is a multiply-add, not a multiplier; write SearchedMac file=mac.yaml/);
  });
});
