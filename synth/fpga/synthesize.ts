import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Design } from "../../generators/design.js";
import { withScratch } from "../../tools/scratch.js";
import { renderTemplate } from "../../tools/template.js";
import { findYosys } from "../mapping/yosys.js";
import { cellsOf, countByType, parseYosysJson } from "../mapping/yosys-json.js";
import { isMissing, isTooLarge, placeAndRoute, type Routed } from "./place-and-route.js";
import { commandFor, targetOf, type FpgaName, type FpgaTarget, type Resources } from "./targets.js";

/** The cost of a design in an FPGA. Plain data. */
export interface FpgaResult extends Resources {
  /** The design's spec: `PositMult n=16 es=1`. */
  readonly design: string;
  readonly module: string;
  readonly target: FpgaName;
  /** Yosys' command. */
  readonly synthesis: string;
  readonly yosys: string;
  /** All cells by type, also those that count as no resource. */
  readonly cells_by_type: Readonly<Record<string, number>>;
  /** The longest path after routing, pins' buffers included. Null where `no_timing` says why. */
  readonly delay_ns: number | null;
  /** 1000 / `delay_ns`. */
  readonly frequency_mhz: number | null;
  readonly device: string | null;
  /** Why there is no delay: nextpnr is missing or lacks the family, the device is too small, or there is no path. */
  readonly no_timing: string | null;
  /** Yosys' JSON, as nextpnr reads it. */
  readonly netlist: string;
}

export interface FpgaOptions {
  readonly target: FpgaName;
  /** Seconds that each run of a tool may take. */
  readonly timeLimit: number;
}

/**
 * Maps a design to an FPGA's cells. Where nextpnr is installed, places and routes it.
 * @throws {ToolError} Yosys is missing, or a tool fails or takes too long
 */
export async function synthesizeForFpga(
  design: Design,
  { target: name, timeLimit }: FpgaOptions,
): Promise<FpgaResult> {
  const target = targetOf(name);
  const yosys = await findYosys();
  const { moduleName: top } = design;
  const synthesis = commandFor(name, design);
  const netlist = await withScratch(async (cwd) => {
    await writeFile(join(cwd, "design.v"), design.verilog());
    const script = renderTemplate("synth/fpga/fpga.ys.hbs", { synthesis, top });
    await writeFile(join(cwd, "fpga.ys"), script);
    await yosys.run(["-q", "-s", "fpga.ys"], { cwd, timeLimit });
    return readFile(join(cwd, "netlist.json"), "utf8");
  });
  const cells_by_type = countByType(cellsOf(parseYosysJson(netlist), top));
  const { routed, no_timing } = await timingOf(netlist, name, target, timeLimit);
  return {
    design: design.spec,
    module: top,
    target: name,
    synthesis,
    yosys: yosys.version,
    ...resourcesOf(cells_by_type, target),
    cells_by_type,
    delay_ns: routed && round(routed.delay_ns),
    frequency_mhz: routed && round(1000 / routed.delay_ns),
    device: routed?.device ?? null,
    no_timing,
    netlist,
  };
}

async function timingOf(
  netlist: string,
  name: FpgaName,
  { nextpnr }: FpgaTarget,
  timeLimit: number,
): Promise<{ readonly routed: Routed | null; readonly no_timing: string | null }> {
  if (nextpnr === undefined) return { routed: null, no_timing: `nextpnr has no ${name}` };
  try {
    const routed = await placeAndRoute(netlist, nextpnr, timeLimit);
    return { routed, no_timing: routed === null ? "no path" : null };
  } catch (error) {
    if (isMissing(error)) return { routed: null, no_timing: `${nextpnr.tool.command} is not installed` };
    if (isTooLarge(error)) return { routed: null, no_timing: `does not fit ${nextpnr.device}` };
    throw error;
  }
}

/** The resources that a netlist's cells count as. */
export function resourcesOf(cells: Readonly<Record<string, number>>, { counts }: FpgaTarget): Resources {
  const sum = { luts: 0, carries: 0, dsps: 0, flip_flops: 0 };
  for (const [type, count] of Object.entries(cells)) {
    const each = counts.find(([pattern]) => pattern.test(type))?.[1] ?? {};
    for (const [resource, number] of Object.entries(each)) sum[resource as keyof Resources] += count * number;
  }
  return sum;
}

/** The precision of nextpnr's own figures. */
const round = (value: number): number => Number(value.toFixed(3));
