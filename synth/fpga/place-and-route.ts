import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "../../tools/run.js";
import { withScratch } from "../../tools/scratch.js";
import { ToolError, type Tool } from "../../tools/tool.js";
import type { FpgaTarget } from "./targets.js";

/** nextpnr's result after routing. */
export interface Routed {
  /** The longest path, from a register or pin to a register or pin. */
  readonly delay_ns: number;
  readonly device: string;
}

/**
 * Places and routes a netlist with nextpnr. Pins are unconstrained: they go wherever they fit.
 * @param json Yosys' netlist
 * @returns null where there is no path to measure
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
 * The delay in ns of the longest path in nextpnr's log: between registers, pins, or a pin and a register. The log has
 * each path twice, before and after routing. The later figure counts.
 * @returns null where the log has no path
 */
export function readRoutedDelay(log: string): number | null {
  const paths = new Map<string, number>();
  for (const [, clock = "", mhz] of log.matchAll(/Max frequency for clock\s+(\S+): +([\d.]+) MHz/g))
    paths.set(clock, 1000 / Number(mhz));
  for (const [, ends = "", ns] of log.matchAll(/Max delay (\S.*?)\s*: +([\d.]+) ns/g))
    paths.set(ends, Number(ns));
  return paths.size === 0 ? null : Math.max(...paths.values());
}

/** Whether a tool failed only because it is not installed. */
export const isMissing = (error: unknown): error is ToolError =>
  error instanceof ToolError && error.failure === "missing";

/** Whether the device has too few cells or pins. */
export const isTooLarge = (error: unknown): error is ToolError =>
  error instanceof ToolError &&
  error.failure === "crashed" &&
  /Unable to place cell|no BELs/.test(error.message);

/**
 * The version that a nextpnr reports.
 * @returns null where it is not installed
 */
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
