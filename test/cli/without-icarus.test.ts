import { expect, test } from "vitest";
import { tapir } from "./run.js";

test("verify without Icarus says what ran the vectors, and how to install it", async () => {
  const env = { PATH: "/nowhere" };
  const words = "verify PlamMult n=4 es=0 IntMac n=2 acc=4 form=sequential --vectors 200";
  const { exitCode, stdout } = await tapir(words, { env });
  expect(exitCode).toBe(0);
  expect(stdout.match(/pass \(bit-parallel engine, no Icarus\)/g)).toHaveLength(2);
  expect(stdout).toMatch(/^Icarus Verilog is not installed: .*\n.*\n.*apt-get install iverilog/m);
});
