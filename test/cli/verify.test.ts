import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";
import { entries, verdicts } from "./verify.js";

const request = "verify PlamMult n=4 es=0 --liberty generic";

describe("levels", () => {
  test("named singly and as a list, each counts once", async () => {
    const { stdout } = await tapirHere(`${request} --json --level gates --level gates,rtl`);
    expect(entries(stdout).map(({ level }) => level)).toEqual(["rtl", "gates"]);
  });

  test("one that there is not", async () => {
    const { exitCode, stderr } = await tapirHere(`${request} --level gate`);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("'gate' is no level; there are rtl, gates, formal, exhaustive and all");
  });

  test("exhaustive, for a design with too many operands", async () => {
    const words = "verify PlamMult n=17 MitchwMult n=13 w=4 --level exhaustive --liberty generic";
    const { exitCode, stdout } = await tapirHere(words);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/exhaustive: not applicable: it has 34 bits of inputs, more than 32/);
    expect(stdout).toMatch(/exhaustive: not applicable: it has 26 bits of inputs, and without a fast model/);
  });

  test("an undecided proof is visible, and neither good nor bad", async () => {
    // A proof of a second: on a busy machine a short one may have ended before its time is found to be over.
    const words = "verify PlamMult n=12 es=1 --liberty generic --level formal --proof-time 0.001";
    const { exitCode, stdout } = await tapirHere(words);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/ undecided\n/);
    expect(stdout).toContain("formal: RTL = netlist undecided: no proof within 0.001 s");
  });
});

describe("bad luck", () => {
  /** A Yosys that maps with one library and is then shown another. */
  const fakeYosys = async (folder: string, body: string): Promise<Record<string, string>> => {
    const path = join(folder, "fake-yosys");
    await writeFile(path, `#!/bin/sh\n[ "$1" = -V ] && echo "Yosys 0.99 (fake)" && exit\n${body}\n`);
    await chmod(path, 0o755);
    return { TAPIR_YOSYS: path };
  };
  const withFake = (body: string, words: string) =>
    withScratch(async (cwd) => tapirHere(words, { cwd, env: await fakeYosys(cwd, body) }));

  test.each([
    ["crashes", "echo out of luck; exit 3", "", /Yosys failed \(exit code 3\)[^]*out of luck/],
    ["hangs", "sleep 100", "--time-limit 0.3", /Yosys did not finish within 0.3 s/],
  ])("a tool that %s gives no verdict, and the other levels stand", async (_, body, option, error) => {
    const { exitCode, stdout } = await withFake(
      body,
      `${request} --level all --json ${option || "--seed 1"}`,
    );
    expect(exitCode).toBe(2);
    const [rtl, ...others] = entries(stdout);
    // A time limit that makes for a short test may be too short for Icarus.
    if (option === "") expect(rtl).toMatchObject({ level: "rtl", verdict: "pass" });
    expect(others.map(({ level, verdict }) => `${level} ${verdict}`)).toEqual([
      "gates no verdict",
      "formal no verdict",
      "exhaustive no verdict",
    ]);
    for (const other of others) expect(other.error).toMatch(error);
  });

  test("a netlist with a wrong gate is a mismatch and refuted, decoded, with exit code 1", async () => {
    // The Yosys that maps makes one NAND a NOR; the same program then models the cells and proves.
    const sabotage = `yosys "$@" && [ -f map.ys ] && sed -i '0,/NAND2_X1/s//NOR2_X1/' netlist.v; exit 0`;
    const words = "verify PlamMult n=5 es=1 --liberty generic --level rtl,gates,formal";
    const [json, text] = await Promise.all([
      withFake(sabotage, `${words} --json`),
      withFake(sabotage, words),
    ]);
    expect(json.exitCode).toBe(1);
    expect(verdicts(json.stdout)).toEqual([
      "PlamMult n=5 es=1: rtl pass",
      "PlamMult n=5 es=1: gates fail",
      "PlamMult n=5 es=1: formal refuted",
    ]);
    expect(text.stdout).toMatch(/gates: [\d,]+ mismatches, of which the first 10:\n {2}given {5}x = 0x/);
    expect(text.stdout).toMatch(
      /formal: RTL = netlist refuted: the netlist is not what the golden model says\n {2}given {5}x = 0x.*sign/,
    );
  });
});
