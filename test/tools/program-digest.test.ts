import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../tools/package-root.js";
import {
  digestedFolders,
  digestOfPart,
  programDigest,
  type DigestedPart,
} from "../../tools/program-digest.js";

const parts = Object.keys(digestedFolders) as DigestedPart[];
const folders = [...new Set(parts.flatMap((part) => digestedFolders[part]))];

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "tapir-"));
  for (const folder of folders) await cp(join(packageRoot, folder), join(root, folder), { recursive: true });
});
afterAll(() => rm(root, { recursive: true }));

/** The parts whose digest another byte at the end of a file of the copy changes. */
async function changedBy(path: string): Promise<DigestedPart[]> {
  const before = parts.map((part) => digestOfPart(part, root));
  const text = await readFile(join(root, path));
  await writeFile(join(root, path), Buffer.concat([text, Buffer.from("\n")]));
  const changed = parts.filter((part, index) => digestOfPart(part, root) !== before[index]);
  await writeFile(join(root, path), text);
  return changed;
}

test("the same program elsewhere has the same digests, and the parts have different ones", () => {
  for (const part of parts) expect(digestOfPart(part, root)).toBe(programDigest(part));
  expect(programDigest("simulation")).not.toBe(programDigest("synthesis"));
});

test.each(folders)("a byte of the last file of %s changes the digests that name it", async (folder) => {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const last =
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .at(-1) ?? "";
  const naming = parts.filter((part) =>
    digestedFolders[part].some((each) => folder === each || folder.startsWith(`${each}/`)),
  );
  expect(await changedBy(last.slice(root.length))).toEqual(naming);
});

describe("what decides which results", () => {
  test.each<[string, DigestedPart[]]>([
    ["templates/sim/icarus/testbench.v.hbs", ["simulation"]],
    ["templates/sim/gates/cell-models.ys.hbs", ["simulation"]],
    ["templates/formal/prove.abc.hbs", ["simulation"]],
    ["templates/synth/mapping/map.ys.hbs", ["synthesis"]],
    ["templates/synth/mapping/best/target.abc", ["synthesis"]],
    ["templates/synth/fpga/fpga.ys.hbs", ["synthesis"]],
    ["templates/generators/module.v.hbs", ["simulation", "synthesis", "verilog"]],
    ["generators/pipeline/schedule.ts", ["simulation", "synthesis", "verilog", "inference"]],
    ["generators/operators/posit-mult.ts", ["simulation", "verilog", "inference"]],
    ["nn/run/exact.ts", ["inference"]],
    ["nn/kernels/posit-kernels.ts", ["inference"]],
    ["circuit/from-netlist.ts", ["simulation", "synthesis"]],
    ["formal/prove.ts", ["simulation"]],
    ["synth/power/timed-toggles.ts", ["synthesis"]],
    ["synth/mapping/yosys-wasm.mjs", ["synthesis"]],
  ])("%s: %s", async (path, changed) => {
    expect(await changedBy(path)).toEqual(changed);
  });
});
