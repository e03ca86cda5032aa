import { clockOf, type Design } from "../../generators/design.js";
import type { OperandOptions } from "../../operands/cycles.js";
import { operandsName, type OperandSource } from "../../operands/recorded-operands.js";
import { RequestError } from "../../tools/errors.js";
import { cellActivities } from "./activity.js";
import { openStaCellPowers, type CellPowerOptions } from "./cell-powers.js";
import { driverDelays } from "./driver-delays.js";
import { gateDelays } from "../sta/gate-delays.js";
import type { Library } from "../../liberty/library.js";
import { requireDelays } from "../sta/require-delays.js";
import { openStaVersion } from "../sta/opensta.js";
import type { SynthesisResult } from "../mapping/result.js";
import type { MappedNetlist } from "../../circuit/mapped-netlist.js";

export interface PowerOptions extends Omit<OperandOptions, "operands">, Omit<CellPowerOptions, "clockPort"> {
  /** A distribution, or what a layer of a network was fed. */
  readonly operands: OperandSource;
  /** Whether glitches count: with delays, a net may change more than once per cycle. Default: no. */
  readonly glitches?: boolean | undefined;
}

/** Plain data: goes into JSON as it is. */
export interface PowerResult {
  /** The design's spec: `PositMult n=16 es=1`. */
  readonly design: string;
  readonly library: string;
  readonly clock_mhz: number;
  /** A distribution, or the name of a trace. */
  readonly operands: string;
  /** Clock cycles simulated: those asked for, fewer where a trace has no more. */
  readonly vectors: number;
  readonly seed: number;

  /** Per cycle: the mean over all nets that cells drive. Includes glitches where they are counted. */
  readonly toggles_per_net: number;
  readonly leakage_uw: number;
  readonly internal_uw: number;
  readonly switching_uw: number;
  /** Inside registers by the clock, and to charge and discharge their clock pins each cycle. 0 without registers. */
  readonly clock_uw: number;
  /** The sum of leakage, internal, switching and clock power. */
  readonly power_uw: number;
  /** Internal and switching power of glitches: changes beyond the one to the settled value. Null: not counted. */
  readonly glitch_uw: number | null;
  /** Energy of one operation, which takes one cycle: power over clock, leakage included. */
  readonly energy_pj: number;

  /** Whether the longest path fits the clock's period. Null where no delay was measured. */
  readonly meets_clock: boolean | null;
  /** For example `OpenSTA 2.0.17`. */
  readonly tool: string;
}

export const unitless = "the generic library has no units; --liberty FILE measures in a library that has";

/** Why a design's power cannot be measured. Undefined where it can. */
export const powerObstacle = (_: Design, { normalised, voltage, name }: Library): string | undefined =>
  normalised ? unitless : voltage === undefined ? `${name} names no supply voltage (nom_voltage)` : undefined;

/**
 * The power of a netlist: its nets' toggles in a simulation, times each cell's power by OpenSTA. Glitches count only on
 * request. Not counted: the cells that drive the inputs, and the clock tree.
 * @param synthesis a `SynthesisResult`, or its netlist and module name
 * @throws {RequestError} there is a `powerObstacle`, or operands that cannot be drawn
 * @throws {ToolError} OpenSTA is missing, fails or takes too long
 */
export async function measurePower(
  design: Design,
  synthesis: MappedNetlist & Partial<Pick<SynthesisResult, "delay_ns" | "min_period_ns">>,
  options: PowerOptions,
): Promise<PowerResult> {
  const { library, clock, operands, seed, glitches = false } = options;
  const obstacle = powerObstacle(design, library);
  if (obstacle !== undefined) throw new RequestError(`${design.spec} has no power figures: ${obstacle}`);
  if (glitches) requireDelays(library, design.spec);
  const clockPort = clockOf(design);
  const sta = { library, timeLimit: options.timeLimit, clock: clockPort, period_ns: 1000 / clock };
  const delays = glitches ? driverDelays(await gateDelays(synthesis, sta)) : null;
  const { cells, cycles } = cellActivities(design, synthesis, options, delays);
  const powers =
    cells.length === 0
      ? new Map<string, never>()
      : await openStaCellPowers(synthesis, { ...options, clockPort });

  const sum = { internal: 0, switching: 0, glitch: 0, clock: 0, leakage: 0 };
  for (const { name, settled, toggles, clockLoad_fF } of cells) {
    const power = powers.get(name);
    if (power === undefined) throw new RangeError(`OpenSTA says nothing of the cell ${name}`);
    sum.internal += toggles * power.internal;
    sum.switching += toggles * power.switching;
    sum.glitch += (toggles - settled) * (power.internal + power.switching);
    sum.clock += power.clock + chargingPower(clockLoad_fF, options);
    sum.leakage += power.leakage;
  }
  const power_w = sum.internal + sum.switching + sum.clock + sum.leakage;
  const period_ns = synthesis.min_period_ns ?? synthesis.delay_ns ?? null;
  return {
    design: design.spec,
    library: library.name,
    clock_mhz: clock,
    operands: operandsName(operands),
    vectors: cycles,
    seed,
    toggles_per_net: significant(mean(cells.map(({ toggles }) => toggles))),
    leakage_uw: significant(1e6 * sum.leakage),
    internal_uw: significant(1e6 * sum.internal),
    switching_uw: significant(1e6 * sum.switching),
    clock_uw: significant(1e6 * sum.clock),
    power_uw: significant(1e6 * power_w),
    glitch_uw: glitches ? significant(1e6 * sum.glitch) : null,
    energy_pj: significant((1e6 * power_w) / clock),
    meets_clock: period_ns === null ? null : period_ns <= 1000 / clock,
    tool: await openStaVersion(),
  };
}

/** The power in W to charge and discharge a capacitance once per cycle, as the clock does at registers' pins. */
const chargingPower = (
  load_fF: number,
  { library, clock }: Pick<PowerOptions, "library" | "clock">,
): number => load_fF * 1e-15 * (library.voltage ?? 0) ** 2 * clock * 1e6;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Six digits: more than the measurement is good for. */
const significant = (value: number): number => Number(value.toPrecision(6));
