import { readFile, readdir, writeFile } from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { start, tapir } from "../cli/run.js";
import { hasSlurm, SlurmCluster } from "../../bench/cluster/slurm-cluster.js";

/** 60 designs. */
const grid =
  "sweep MitchwMult n=4..6 w=3,4 sign=unsigned,c1,c2 objective=area,delay PlamMult n=4,5 es=0..2 objective=area,delay IntMult n=2..5 objective=area,balanced,delay --measures verify,error --samples 100 --liberty generic";
/** Some of them: what each of the mishaps is tried on. */
const few =
  "sweep MitchwMult n=4,5 w=3,4 PlamMult n=4,5 es=0..2 IntMult n=2..4 --measures verify,error --samples 500 --liberty generic";
const forms = (name: string): string => `--json ${name}.json --csv ${name}.csv --html ${name}.html`;

describe.skipIf(!hasSlurm)(
  "on a real Slurm of three nodes (skipped without slurmctld and munged: scripts/install-tools slurm)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "tapir-slurm-"));
    let slurm: SlurmCluster;
    beforeAll(async () => {
      slurm = await SlurmCluster.start(folder, ["MaxArraySize=4"]);
      await tapir(`${grid} --cache here ${forms("all")}`, { cwd: folder });
      await tapir(`${few} --cache here ${forms("local")}`, { cwd: folder });
    }, 180_000);
    afterAll(async () => {
      await slurm.stop();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    const on = (words: string, sweep = few) => ({
      words: `${sweep} --on slurm ${words}`,
      around: { cwd: folder, env: slurm.env },
    });
    const expectSame = async (name: string, local = "local"): Promise<void> => {
      for (const form of ["json", "csv", "html"])
        expect(await readFile(join(folder, `${name}.${form}`), "utf8")).toBe(
          await readFile(join(folder, `${local}.${form}`), "utf8"),
        );
    };
    const underWay = (states: string): Promise<string> =>
      slurm.client("squeue", ["-h", "-r", "-t", states, "-o", "%i"]);
    /** Until so many tasks run. */
    const running = async (count: number): Promise<void> => {
      for (let tries = 0; (await underWay("R")).split("\n").filter(Boolean).length < count; tries++) {
        if (tries > 400) throw new Error(`no ${count} tasks run: ${await slurm.client("sinfo", ["-R"])}`);
        await sleep(50);
      }
    };

    test("60 designs, the same bytes, in no more tasks than MaxArraySize allows", async () => {
      const { words, around } = on(`--tasks 9 --cache a ${forms("a")}`, grid);
      const { exitCode, stderr } = await tapir(words, around);
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 0,
        stderr: expect.stringMatching(/went out in 4 tasks: tapir-[0-9a-f]{12}-1, job \d+/) as string,
      });
      await expectSame("a", "all");
      expect((await readFile(join(folder, "a.csv"), "utf8")).trim().split("\n")).toHaveLength(1 + 60);
      expect(await readdir(join(folder, "a", "runs"))).toEqual([]);
    });

    test("--dry-run prints script and plan, and starts nothing", async () => {
      const { words, around } = on("--tasks 2 --sbatch '--mem=1G' --cache x --dry-run");
      const { exitCode, stdout } = await tapir(words.replaceAll("'", ""), around);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^sbatch .*--mem=1G --job-name=tapir-\S+-1 --array=0-1 /);
      expect(stdout).toMatch(
        /\n#!\/bin\/sh\n[^]*cd '.*\/x\/runs\/.*' \|\| exit 90\n#.*\ncd '.*' 2> \/dev\/null\nexec /,
      );
      expect(stdout).toMatch(/\ntask 0: \d+ measurements, about \d+ s: /);
      expect(await underWay("PD,R")).toBe("");
    });

    test("--detach returns at once, and the same command without it collects", async () => {
      const { words, around } = on("--tasks 2 --cache b");
      expect(await tapir(`${words} --detach`, around)).toMatchObject({ exitCode: 0, stdout: "" });
      const { exitCode, stderr } = await tapir(`${words} ${forms("b")}`, around);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect(stderr).not.toMatch(/went out/);
      await expectSame("b");
      expect(await readdir(join(folder, "b", "runs"))).toEqual([]);
    });

    test.each([
      ["SIGKILL", undefined],
      ["SIGHUP", 129],
    ] as const)("the submitter hears %s, and the same command attaches", async (signal, code) => {
      const { words, around } = on(`--tasks 2 --cache c${signal} ${forms(signal)}`);
      const first = start(words, around);
      await running(1);
      first.kill(signal);
      expect((await first).exitCode).toBe(code);
      const { exitCode, stderr } = await tapir(words, around);
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 0,
        stderr: expect.stringMatching(/attached to \d tasks? that/) as string,
      });
      expect(stderr).not.toMatch(/went out/);
      await expectSame(signal);
    });

    test("Ctrl-C cancels, and the same command goes on", async () => {
      const { words, around } = on(`--tasks 2 --cache d ${forms("d")}`);
      const first = start(words, around);
      await running(1);
      first.kill("SIGINT");
      expect(await first).toMatchObject({
        exitCode: 130,
        stderr: expect.stringMatching(/cancelled/) as string,
      });
      const { exitCode, stderr } = await tapir(words, around);
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 0,
        stderr: expect.stringMatching(/went out in/) as string,
      });
      expect(stderr).not.toMatch(/attached|will go out again/);
      await expectSame("d");
    });

    test("a node is lost with its task: what is missing goes out again without it", async () => {
      const { words, around } = on(`--tasks 3 --sbatch -c2 --cache f ${forms("f")}`);
      const sweep = start(words, around);
      await running(3);
      await slurm.loseNode("n2");
      const { exitCode, stderr } = await sweep;
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 0,
        stderr: expect.stringMatching(/task 1-\d .*n2[^]*will go out again/) as string,
      });
      await expectSame("f");
    });

    test("a node with another Yosys says so, and its work goes elsewhere", async () => {
      // What stands before the others on the PATH, and is another on n3.
      const fake = `#!/bin/sh\n[ "$1" = -V ] && [ "$SLURMD_NODENAME" = n3 ] && echo "Yosys 0.99 (fake)" && exit\nexec ${(await execa("which", ["yosys"])).stdout} "$@"\n`;
      await writeFile(join(folder, "yosys"), fake, { mode: 0o755 });
      const env = { ...slurm.env, PATH: `${folder}:${slurm.env.PATH ?? ""}`, TAPIR_YOSYS: "native" };
      const sweep = "sweep IntMult n=2..4 --measures synth --liberty generic";
      await tapir(`${sweep} --no-cache ${forms("netlists")}`, { cwd: folder, env });
      const { words, around } = on(`--tasks 3 --sbatch -c2 --cache g ${forms("g")}`, sweep);
      const { exitCode, stderr } = await tapir(words, { ...around, env });
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 0,
        stderr: expect.stringMatching(
          /did nothing: on node n3 there is Yosys 0.99 \(\w+\), and Yosys \S+ \(\w+\) where [^]*will go out again/,
        ) as string,
      });
      await expectSame("g", "netlists");
    });

    // The last: a controller may forget what it has just started, and then shuts the node out.
    test("the controller dies and comes back", async () => {
      const { words, around } = on(`--tasks 2 --cache e ${forms("e")}`);
      const sweep = start(words, around);
      await running(1);
      await slurm.killController();
      await sleep(2000);
      slurm.startController();
      expect(await sweep).toMatchObject({ exitCode: 0 });
      await expectSame("e");
    });
  },
);
