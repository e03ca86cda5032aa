import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runTool } from "../../tools/run.js";
import { withScratch } from "../../tools/scratch.js";
import type { Tool } from "../../tools/tool.js";

const tool = (command: string): Tool => ({
  name: "The tool",
  command,
  packages: { "apt-get": "deb", brew: "bottle" },
});
const shell = (script: string, cwd = ".", timeLimit = 20) =>
  runTool(tool("sh"), ["-c", script], { cwd, timeLimit });

/** Whether a process still does anything; a dead one may lie about as a zombie. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

describe("a tool", () => {
  it("is given its arguments as they are", async () => {
    const args = ["a b", "$HOME", "`x`", "", "ä"];
    const run = await runTool(
      tool(process.execPath),
      ["-p", "JSON.stringify(process.argv.slice(1))", ...args],
      { cwd: ".", timeLimit: 20 },
    );
    expect(JSON.parse(run.stdout)).toEqual(args);
  });

  it("keeps its temporary files in its own folder", () =>
    withScratch(async (cwd) => {
      await shell('cd / && touch "$OLDPWD/$TMPDIR/here"', cwd);
      expect(await readdir(cwd)).toEqual(["here"]);
    }));

  it("that is missing is named, with how to get it", async () => {
    const missing = runTool(tool("no-such-tool"), [], { cwd: ".", timeLimit: 20 });
    await expect(missing).rejects.toMatchObject({ failure: "missing" });
    await expect(missing).rejects.toThrow(
      "The tool (no-such-tool) is not installed. Debian/Ubuntu: sudo apt-get install deb; macOS: brew install bottle",
    );
  });

  it("that fails leaves its last words", async () => {
    const failing = shell("seq 100; echo no good >&2; exit 3");
    await expect(failing).rejects.toMatchObject({ failure: "crashed" });
    await expect(failing).rejects.toThrow(
      /^The tool failed \(exit code 3\)\. The last it printed:\n90\n[^]*100\nno good$/,
    );
  });

  it("that crashes is said to", async () => {
    await expect(shell("kill -SEGV $$")).rejects.toThrow("The tool failed (signal SIGSEGV)");
  });

  it.each(["", "exit 1", "echo '{' > netlist.json"])(
    "whose folder takes no more files has failed, whatever it says: %s",
    (end) =>
      withScratch(async (around) => {
        const cwd = join(around, "folder");
        await mkdir(cwd);
        await expect(shell(`rm -r ${cwd}; ${end}`, cwd)).rejects.toMatchObject({ code: "ENOENT" });
      }),
  );

  it("leaves its folder as it was", () =>
    withScratch(async (cwd) => {
      await shell("exit 0", cwd);
      await expect(shell("exit 1", cwd)).rejects.toThrow("The tool failed (exit code 1)");
      expect(await readdir(cwd)).toEqual([]);
    }));

  it("that cannot be started is said to", async () => {
    await expect(runTool(tool("/tmp"), [], { cwd: ".", timeLimit: 20 })).rejects.toThrow(/failed \(.*EACCES/);
  });

  it(
    "that takes too long is killed with all it started",
    () =>
      withScratch(async (cwd) => {
        const slow = shell("sleep 60 & echo $! > child; wait", cwd, 0.5);
        await expect(slow).rejects.toMatchObject({ failure: "timed out" });
        await expect(slow).rejects.toThrow("did not finish within 0.5 s and was stopped; --time-limit");
        const child = Number(await readFile(join(cwd, "child"), "utf8"));
        await expect.poll(() => alive(child)).toBe(false);
      }),
    10_000,
  );
});
