import { open, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkTargets } from "../../cli/files.js";
import { defaultCacheFolder } from "../../tools/cache-folder.js";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";

test("an open descriptor that is a regular file is written to", async () => {
  await withScratch(async (cwd) => {
    const path = join(cwd, "table.csv");
    await writeFile(path, "");
    const file = await open(path, "w");
    const words = `sweep IntMult n=3 --measures verify --no-cache --csv /dev/fd/${file.fd}`;
    expect(await tapirHere(words, { cwd })).toMatchObject({ exitCode: 0 });
    await file.close();
    expect(await readFile(path, "utf8")).toMatch(/^design,/);
  });
});

test("a socket is refused before anything is measured", async () => {
  await withScratch(async (cwd) => {
    const address = join(cwd, "socket");
    const server = createServer().listen(address);
    await new Promise((resolve) => server.once("listening", resolve));
    expect(() => {
      checkTargets([["--json", address]]);
    }).toThrow(/cannot write .*socket: it is a socket/);
    server.close();
  });
});

test.each(["", "home", "./home"])("HOME=%s is no home for a cache", (HOME) => {
  const before = process.env.HOME;
  process.env.HOME = HOME;
  try {
    expect(() => defaultCacheFolder({})).toThrow(/is no home folder to keep results in; set HOME/);
  } finally {
    process.env.HOME = before;
  }
});

test("designs that are made for several FPGAs, or for a frequency that nothing measures, are refused", async () => {
  const several = await tapirHere("synth PlamMult n=4 es=0 target=ice40,ecp5");
  expect(several.stderr).toContain("the designs are made for ice40, ecp5");
  const sought = await tapirHere("synth PlamMult n=4 es=0 target=xilinx frequency=50");
  expect([sought.exitCode, sought.stderr]).toEqual([
    2,
    expect.stringContaining("found by nextpnr, and there is no delay: nextpnr has no xilinx. Give stages="),
  ]);
});
