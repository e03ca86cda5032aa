import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "../../tools/run.js";
import { withScratch } from "../../tools/scratch.js";
import { ToolError, type Tool } from "../../tools/tool.js";
import type { FpgaTarget } from "./targets.js";

/** What nextpnr found after routing. */
export interface Routed {
  /** The longest path, from register or pin to register or pin. */
  readonly delay_ns: number;
  readonly device: string;
}

/**
 * Places and routes a netlist with nextpnr, its pins wherever they fit.
 * @param json Yosys' netlist
 * @returns null where there is nothing to be measured: no path
 * @throws {ToolError} nextpnr is missing, fails (the design does not fit) or takes too long
 */
export function placeAndRoute(
  json: string,
  { tool, device, args }: NonNullable<FpgaTarget["nextpnr"]>,
  timeLimit: number,
): Promise<Routed | null> {
  return withScratch(async (cwd) => {
    await writeFile(join(cwd, "netlist.json"), json);
    const { stdout, stderr } = await runTool(tool, [...args, "--json", "netlist.json", "--seed", "1"], {
      cwd,
      timeLimit,
    });
    const delay_ns = readRoutedDelay(stdout + stderr);
    return delay_ns === null ? null : { delay_ns, device };
  });
}

/**
 * The delay in ns of the longest path in nextpnr's log, be it between registers, pins, or a pin and a register; null
 * where it names none. Each is said twice, before and after routing.
 */
export function readRoutedDelay(log: string): number | null {
  const paths = new Map<string, number>();
  for (const [, clock = "", mhz] of log.matchAll(/Max frequency for clock\s+(\S+): +([\d.]+) MHz/g))
    paths.set(clock, 1000 / Number(mhz));
  for (const [, ends = "", ns] of log.matchAll(/Max delay (\S.*?)\s*: +([\d.]+) ns/g))
    paths.set(ends, Number(ns));
  return paths.size === 0 ? null : Math.max(...paths.values());
}

/** Whether it is merely not installed. */
export const isMissing = (error: unknown): error is ToolError =>
  error instanceof ToolError && error.failure === "missing";

/** Whether the device has too few cells or pins. */
export const isTooLarge = (error: unknown): error is ToolError =>
  error instanceof ToolError &&
  error.failure === "crashed" &&
  /Unable to place cell|no BELs/.test(error.message);

/** What a nextpnr calls itself; null where it is not installed. */
export function toolVersion(tool: Tool): Promise<string | null> {
  let version = versions.get(tool.command);
  if (version === undefined) versions.set(tool.command, (version = askVersion(tool)));
  return version;
}

const versions = new Map<string, Promise<string | null>>();

const askVersion = (tool: Tool): Promise<string | null> =>
  withScratch(async (cwd) => {
    try {
      const { stdout, stderr } = await runTool(tool, ["--version"], { cwd, timeLimit: 60 });
      return (stdout + stderr).trim();
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  });
