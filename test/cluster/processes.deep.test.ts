import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { builtInNetlists } from "../../generators/operators/shared/built-in-netlists.js";
import type { Results } from "../../report/results.js";
import { withScratch } from "../../tools/scratch.js";
import { data, writeNetwork } from "../cli/network-files.js";
import { tapir } from "../cli/run.js";

const grid =
  "sweep MitchwMult n=4,5 w=3,4 PlamMult n=4 es=0..2 --measures verify,error --samples 500 --liberty generic";

test("the same bytes in processes of this machine", async () => {
  await withScratch(async (cwd) => {
    await tapir(`${grid} --no-cache --json local.json`, { cwd });
    const { exitCode, stderr } = await tapir(`${grid} --on processes --tasks 2 --cache c --json on.json`, {
      cwd,
    });
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/14 measurements went out in 2 tasks/) as string,
    });
    expect(await readFile(join(cwd, "on.json"), "utf8")).toBe(
      await readFile(join(cwd, "local.json"), "utf8"),
    );
  });
});

test("accuracy goes the same way: tasks find the network and its images from another folder", async () => {
  await withScratch(async (cwd) => {
    await writeNetwork(cwd);
    const sweep = `sweep PositMult PlamMult n=6..9 es=1 --measures accuracy,error --samples 100 --net net.onnx ${data}`;
    await tapir(`${sweep} --no-cache --json local.json`, { cwd });
    const { exitCode, stderr } = await tapir(`${sweep} --on processes --tasks 2 --cache c --json on.json`, {
      cwd,
    });
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/went out in 2 tasks/) as string,
    });
    const local = await readFile(join(cwd, "local.json"), "utf8");
    expect(local).toMatch(/"top1_percent": 66/);
    expect(await readFile(join(cwd, "on.json"), "utf8")).toBe(local);
  });
});

test("a design's file is found by tasks too, where the command found it", async () => {
  await withScratch(async (cwd) => {
    for (const [name, text] of Object.entries(builtInNetlists))
      await writeFile(join(cwd, `${name}.yaml`), text);
    const [name = ""] = Object.keys(builtInNetlists);
    const sweep = `sweep SearchedMult file=${name}.yaml PlamMult n=4 es=0 --measures error --liberty generic`;
    await tapir(`${sweep} --no-cache --json local.json`, { cwd });
    const on = await tapir(`${sweep} --on processes --tasks 2 --cache c --json on.json`, { cwd });
    expect(on.exitCode).toBe(0);
    expect(on.stderr).toMatch(/went out in 2 tasks/);
    expect(await readFile(join(cwd, "on.json"), "utf8")).toBe(
      await readFile(join(cwd, "local.json"), "utf8"),
    );
  });
});

test("a foreign module goes along, to tasks and in shards", async () => {
  await withScratch(async (cwd) => {
    await writeFile(
      join(cwd, "m4.v"),
      "module m4 #(parameter N = 2) (input [N-1:0] a, b, input go, output [2*N-1:0] p); assign p = go ? a * b : 0; endmodule\n",
    );
    const as = ["--as", "IntMult n=4", "--port", "x=a,y=b,r=p", "--parameter", "N=4", "--tie", "go=1"];
    const sweep = "sweep m4.v IntMult n=4 OrMult n=4 t=2..4 --measures verify,error --liberty generic";
    const run = (words: string) => tapir([...`${sweep} ${words}`.split(" "), ...as], { cwd });
    await run("--no-cache --json local.json");
    const local = await readFile(join(cwd, "local.json"), "utf8");
    const on = await run("--on processes --tasks 2 --cache c --json on.json");
    expect(on.stderr).toMatch(/went out in 2 tasks/);
    expect(await readFile(join(cwd, "on.json"), "utf8")).toBe(local);
    for (const part of [1, 2]) await run(`--shard ${part}/2 --no-cache --json part${part}.json`);
    await tapir("report part1.json part2.json --json joined.json", { cwd });
    expect(JSON.parse(await readFile(join(cwd, "joined.json"), "utf8"))).toEqual(JSON.parse(local));
  });
});

test("a design whose tool takes too long is reported, and not run again", async () => {
  await withScratch(async (cwd) => {
    const yosys = `#!/bin/sh\n[ "$1" = -V ] && echo "Yosys 0.99 (fake)" && exit\necho run >> ${join(cwd, "runs")}\nsleep 30\n`;
    await writeFile(join(cwd, "yosys"), yosys, { mode: 0o755 });
    const env = { PATH: `${cwd}:${process.env.PATH ?? ""}`, TAPIR_YOSYS: "" };
    const words =
      "sweep PlamMult n=4 es=0 --measures verify,synth --time-limit 3 --liberty generic --cache c --on processes --json";
    const { exitCode, stdout, stderr } = await tapir(words, { cwd, env });
    expect(exitCode).toBe(2);
    expect(stderr).not.toMatch(/again/);
    // A synthesis is two runs, of which a busy machine may kill one before it says so; a second synthesis would be two more.
    expect(await readFile(join(cwd, "runs"), "utf8")).toMatch(/^(run\n){1,2}$/);
    const [row] = (JSON.parse(stdout) as Results).designs;
    expect(row?.figures.verdict).toBe("pass");
    expect(row?.failures?.synth).toMatch(/did not finish within 3 s/);
  });
});
