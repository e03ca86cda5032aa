import { readFile, readdir, writeFile } from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { start, tapir } from "../cli/run.js";
import { hasSlurm, SlurmCluster } from "./slurm-cluster.js";

const grid =
  "sweep MitchwMult n=4,5 w=3,4 sign=unsigned,c1,c2 PlamMult n=4,5 es=0..2 IntMult n=2..4 --measures verify,error --samples 500 --liberty generic";
const forms = (name: string): string => `--json ${name}.json --csv ${name}.csv --html ${name}.html`;

describe.skipIf(!hasSlurm)(
  "on a real Slurm of three nodes (skipped without slurmctld and munged: scripts/install-tools slurm)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "tapir-slurm-"));
    let slurm: SlurmCluster;
    beforeAll(async () => {
      slurm = await SlurmCluster.start(folder, ["MaxArraySize=4"]);
      await tapir(`${grid} --no-cache ${forms("local")}`, { cwd: folder });
    }, 120_000);
    afterAll(async () => {
      await slurm.stop();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    const on = (words: string) => ({
      words: `${grid} --on slurm ${words}`,
      around: { cwd: folder, env: slurm.env },
    });
    const expectSame = async (name: string): Promise<void> => {
      for (const form of ["json", "csv", "html"])
        expect(await readFile(join(folder, `${name}.${form}`), "utf8")).toBe(
          await readFile(join(folder, `local.${form}`), "utf8"),
        );
    };
    const running = async (): Promise<number> =>
      (await slurm.client("squeue", ["-h", "-r", "-t", "R", "-o", "%i"])).split("\n").filter(Boolean).length;

    test("the same bytes, in no more tasks than MaxArraySize allows", async () => {
      const { words, around } = on(`--tasks 9 --cache a ${forms("a")}`);
      const { exitCode, stderr } = await tapir(words, around);
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 0,
        stderr: /went out in 4 tasks: tapir-[0-9a-f]{12}-1, job \d+/,
      });
      await expectSame("a");
      expect(await readdir(join(folder, "a", "runs"))).toEqual([]);
    });

    test("the submitter is killed, and the same command attaches", async () => {
      const { words, around } = on(`--tasks 2 --cache b ${forms("b")}`);
      const first = start(words, around);
      while ((await running()) === 0) await sleep(50);
      first.kill("SIGKILL");
      const { exitCode, stderr } = await tapir(words, around);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: /attached to \d tasks? that/ });
      expect(stderr).not.toMatch(/went out/);
      await expectSame("b");
    });

    test("Ctrl-C cancels, and the same command goes on", async () => {
      const { words, around } = on(`--tasks 2 --cache c ${forms("c")}`);
      const first = start(words, around);
      while ((await running()) === 0) await sleep(50);
      first.kill("SIGINT");
      expect(await first).toMatchObject({ exitCode: 130 });
      expect(await slurm.client("squeue", ["-h", "-r", "-t", "PD,R", "-o", "%i"])).toBe("");
      expect((await tapir(words, around)).exitCode).toBe(0);
      await expectSame("c");
    });

    test("the controller dies and comes back", async () => {
      const { words, around } = on(`--tasks 2 --cache d ${forms("d")}`);
      const sweep = start(words, around);
      while ((await running()) === 0) await sleep(50);
      await slurm.killController();
      await sleep(3000);
      slurm.startController();
      expect(await sweep).toMatchObject({ exitCode: 0 });
      await expectSame("d");
    });

    test("a node is lost with its task: what is missing goes out again without it", async () => {
      const { words, around } = on(`--tasks 3 --sbatch -c2 --cache e ${forms("e")}`);
      const sweep = start(words, around);
      while ((await running()) < 3) await sleep(50);
      await slurm.loseNode("n2");
      const { exitCode, stderr } = await sweep;
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 0,
        stderr: /task 1-\d .*n2[^]*will go out again/,
      });
      await expectSame("e");
    });

    test("a node with another simulator says so, and its work goes elsewhere", async () => {
      // What stands before the others on the PATH, and is another on n3.
      const fake = `#!/bin/sh\n[ "$1" = -V ] && [ "$SLURMD_NODENAME" = n3 ] && echo "Icarus Verilog version 99.0 (fake)" && exit\nexec ${(await execa("which", ["iverilog"])).stdout} "$@"\n`;
      await writeFile(join(folder, "iverilog"), fake, { mode: 0o755 });
      const { words } = on("--tasks 3 --sbatch -c2 --cache f --json f.json");
      const env = { ...slurm.env, PATH: `${folder}:${slurm.env.PATH ?? ""}` };
      await slurm.restartNode("n2");
      const { exitCode, stderr } = await tapir(words, { cwd: folder, env });
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 0,
        stderr:
          /did nothing: on node n3 the simulator is Icarus Verilog 99.0, and Icarus Verilog \d+.\d+ where/,
      });
      expect(await readFile(join(folder, "f.json"), "utf8")).toBe(
        await readFile(join(folder, "local.json"), "utf8"),
      );
    });
  },
);
