import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { findYosys } from "../../../synth/mapping/yosys.js";
import { withScratch } from "../../../tools/scratch.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A program that says it is some version of Yosys. */
const pretend = (says: string) =>
  withScratch(async (folder) => {
    const command = join(folder, "yosys");
    await writeFile(command, `#!/bin/sh\necho '${says}'\n`);
    await chmod(command, 0o755);
    return findYosys(command);
  });

describe("which Yosys", () => {
  it("the one on the PATH, when asked for", async () => {
    expect((await findYosys("native")).version).toMatch(/^Yosys \d+\.\d+\S* \(native\)$/);
  });

  it("the one of npm, when asked for", async () => {
    expect((await findYosys("wasm")).version).toMatch(/^Yosys \d+\.\d+\S* \(YoWASP\)$/);
  });

  it("as the environment says", async () => {
    vi.stubEnv("TAPIR_YOSYS", "wasm");
    expect((await findYosys()).version).toContain("YoWASP");
  });

  it("the one of npm where none is on the PATH", async () => {
    vi.stubEnv("PATH", "/nowhere");
    expect((await findYosys("")).version).toContain("YoWASP");
  });

  it.each(["Yosys 0.9 (git sha1 1979e0b)", "Yosys 0.9+4081", "Yosys 1.0", "Yosys 0.33+65 (git sha1 x)"])(
    "%s is new enough",
    async (says) => {
      expect((await pretend(says)).version).toBe(`Yosys ${says.split(" ")[1]} (native)`);
    },
  );

  it.each([
    ["Yosys 0.8 (git sha1 x)", "Yosys 0.8 is too old, 0.9 or newer is needed; TAPIR_YOSYS=wasm"],
    ["Hello", "does not say which Yosys it is; TAPIR_YOSYS=wasm"],
  ])("%s is refused", async (says, problem) => {
    await expect(pretend(says)).rejects.toMatchObject({ failure: "unsupported" });
    await expect(pretend(says)).rejects.toThrow(problem);
  });

  it("a path that leads nowhere is a missing tool", async () => {
    await expect(findYosys("/nowhere/yosys")).rejects.toMatchObject({ failure: "missing" });
    await expect(findYosys("/nowhere/yosys")).rejects.toThrow("Debian/Ubuntu: sudo apt-get install yosys");
  });
});

describe.each(["native", "wasm"])("the %s Yosys", (choice) => {
  const run = (...args: string[]) =>
    withScratch(async (cwd) => {
      const yosys = await findYosys(choice);
      return yosys.run(args, { cwd, timeLimit: 60 });
    });

  it("prints what Yosys prints", async () => {
    expect((await run("-p", "help hilomap")).stdout).toContain("hilomap [options] [selection]");
  });

  it("fails with the last that Yosys printed", async () => {
    const failing = run("-p", "read_verilog missing.v");
    await expect(failing).rejects.toMatchObject({ failure: "crashed" });
    await expect(failing).rejects.toThrow(/failed \(exit code 1\)[^]*ERROR: [^]*missing\.v/);
  });
});
