import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { programRoot } from "../../tools/program-root.js";
import { runTool, type ToolRun, type ToolOptions } from "../../tools/run.js";
import { withScratch } from "../../tools/scratch.js";
import { ToolError, type Tool } from "../../tools/tool.js";
import { suitAbc } from "./odd-folder.js";

/** A Yosys that can be run. It reads and writes files of its working folder, named without a path. */
export interface Yosys {
  /** For reports: `Yosys 0.23 (native)`. */
  readonly version: string;
  /** The version that its ABC prints: `ABC 1.01 (compiled …)`. Null if ABC is no separate program. */
  readonly abc: string | null;
  /**
   * Runs its ABC on a script in the working folder. The script may open files there.
   * Null if ABC is no separate program.
   * @throws {ToolError} as `runTool`
   */
  readonly runAbc: ((script: string, options: ToolOptions) => Promise<ToolRun>) | null;
  /** @throws {ToolError} as `runTool` */
  run(args: readonly string[], options: ToolOptions): Promise<ToolRun>;
}

/** The oldest Yosys that has every command and option of the recipes. */
const minimum = [0, 9] as const;

const packages = { "apt-get": "yosys", dnf: "yosys", brew: "yosys" };
const remedy = "TAPIR_YOSYS=wasm uses the Yosys that npm installed with tapir";

/**
 * Finds a Yosys.
 * @param choice `native`: the one on the PATH; `wasm`: the WebAssembly build that npm installed; a path: that
 *   program; empty: native if there is one, else wasm. The environment variable TAPIR_YOSYS sets the default.
 * @throws {ToolError} there is no Yosys, it is too old, or the program is no Yosys
 */
export function findYosys(choice = process.env.TAPIR_YOSYS ?? ""): Promise<Yosys> {
  let yosys = found.get(choice);
  if (yosys === undefined) found.set(choice, (yosys = find(choice)));
  return yosys;
}

const found = new Map<string, Promise<Yosys>>();

async function find(choice: string): Promise<Yosys> {
  if (choice === "wasm") return wasmYosys();
  if (choice === "native") return nativeYosys("yosys");
  if (choice !== "") return nativeYosys(choice);
  try {
    return await nativeYosys("yosys");
  } catch (error) {
    if (error instanceof ToolError && error.failure === "missing") return wasmYosys();
    throw error;
  }
}

async function nativeYosys(command: string): Promise<Yosys> {
  const tool: Tool = { name: "Yosys", command, packages };
  const [{ stdout }, abc] = await withScratch((cwd) =>
    Promise.all([runTool(tool, ["-V"], { cwd, timeLimit: 20 }), abcOf(command, cwd)]),
  );
  return {
    version: `Yosys ${supportedVersion(stdout, tool)} (native)`,
    abc,
    runAbc: abc === null ? null : (script, options) => runTool(abcTool(command), ["-f", script], options),
    run: async (args, options) => {
      await suitAbc(options.cwd);
      return runTool(tool, args, options);
    },
  };
}

/** The program that a Yosys starts as its ABC: `yosys-abc` for `yosys`. */
const abcTool = (command: string): Tool => ({ name: "ABC", command: `${command}-abc`, packages });

async function abcOf(command: string, cwd: string): Promise<string | null> {
  try {
    const { stdout } = await runTool(abcTool(command), ["-c", "version"], { cwd, timeLimit: 20 });
    return /ABC \S+ \(.*\)/.exec(stdout)?.[0] ?? stdout.trim();
  } catch (error) {
    // ABC may be linked into Yosys itself.
    if (error instanceof ToolError && error.failure !== "interrupted") return null;
    throw error;
  }
}

/** @throws {ToolError} the package was left out, as an optional dependency may be */
function wasmEntry(): string {
  try {
    return createRequire(import.meta.url).resolve("@yowasp/yosys");
  } catch {
    throw new ToolError(
      { name: "Yosys", command: "yosys", packages: {} },
      "missing",
      "Yosys is not installed, and neither is the npm package @yowasp/yosys, which stands in for it; install the one, apt-get install yosys, or the other, npm install @yowasp/yosys",
    );
  }
}

function wasmYosys(): Yosys {
  const entry = wasmEntry();
  const manifest = readFileSync(join(dirname(entry), "..", "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const tool: Tool = { name: "Yosys (WebAssembly)", command: process.execPath, packages: {} };
  const standIn = join(programRoot(), "synth", "mapping", "yosys-wasm.mjs");
  return {
    version: `Yosys ${version} (YoWASP)`,
    abc: null,
    runAbc: null,
    run: (args, options) => runTool(tool, [standIn, ...args], options),
  };
}

/**
 * @param said the output of `yosys -V`, for example `Yosys 0.9+4081 (git sha1 …)`
 * @throws {ToolError} it is too old, or no Yosys
 */
function supportedVersion(said: string, tool: Tool): string {
  const [, version, major, minor] = /^Yosys ((\d+)\.(\d+)\S*)/m.exec(said) ?? [];
  if (version === undefined)
    throw new ToolError(tool, "unsupported", `${tool.command} does not say which Yosys it is; ${remedy}`);
  const newer = Number(major) - minimum[0] || Number(minor) - minimum[1];
  if (newer < 0)
    throw new ToolError(
      tool,
      "unsupported",
      `Yosys ${version} is too old, ${minimum.join(".")} or newer is needed; ${remedy}`,
    );
  return version;
}
