import type { Design } from "../../generators/design.js";
import { renderTemplate } from "../../tools/template.js";
import { resetPort, type ResetStyle } from "../../generators/hdl/reset.js";
import { resetPulse } from "../../golden/reset-pulse.js";
import { mostListed } from "../../circuit/comparison.js";
import { stateGiven, vectorLayout } from "../../operands/state.js";
import type { StateAccess } from "./state-access.js";
import type { Field } from "../../operands/word.js";

export interface BenchOptions {
  /** The Verilog module to test, its ports named as the design's. */
  readonly top: string;
  /** Most vectors in one run. */
  readonly capacity: number;
  /** How to load and read the design's state; without it no state is loaded or compared, whatever vectors say. */
  readonly state?: StateAccess | undefined;
}

/** The bench's own module. */
export const benchModule = "tapir_testbench";

/**
 * The Verilog-2001 text of a self-checking bench for a design, be its module RTL or gates. A sequential design gets a clock, and
 * each word is one cycle: inputs change before the rising edge, outputs are compared after it. While a pipeline fills, outputs
 * are not compared. An asynchronous reset may also come and go between two edges, before the rising edge or after it.
 *
 *     word:  inputs (see `vectorLayout`) | expected outputs (likewise)
 * @throws {RangeError} the design has no outputs.
 */
export function testbench(design: Design, { top, capacity, state }: BenchOptions): string {
  const { width, ...ports } = benchPorts(design);
  const held = state === undefined ? [] : Object.keys(design.state);
  const named = (prefix: string, names: readonly string[]) =>
    names.map((name) => `${prefix}_${name}`).join(", ");
  const compared = [...held, ...ports.outputs.map(({ name }) => name)];
  return renderTemplate("sim/icarus/testbench.v.hbs", {
    top,
    ...ports,
    state: state === undefined ? false : stateView(design, state),
    expected: `{${named("expected", compared)}}`,
    actual: `{${named("actual", compared)}}`,
    dumped: named("expected", compared),
    wordMsb: `${width - 1}`,
    lastIndex: `${capacity - 1}`,
    listed: `${mostListed}`,
  });
}

/**
 * The view of a design's ports for the benches' templates, and the width of a word.
 * @throws {RangeError} the design has no outputs.
 */
export function benchPorts(design: Design) {
  const { inputs, outputs, width, below } = benchLayout(design);
  const isPort = ({ name }: Field): boolean => name in design.ports;
  const [given, expected] = [inputs.fields.filter(isPort), outputs.fields.filter(isPort)];
  const pulses = inputs.fields.find(({ name }) => name === resetPulse);
  if (expected.length === 0) throw new RangeError(`${design.spec} has no outputs to compare`);
  const names = expected.map(({ name }) => name);
  return {
    width,
    clocked: design.machine !== null,
    fill: design.fill > 0 ? `${design.fill}` : false,
    layout: `{${[...inputs.fields, ...outputs.fields].map(({ name }) => name).join(", ")}}`,
    inputs: slices(given, below).map((slice) => ({
      ...slice,
      pulse:
        pulses !== undefined &&
        design.reset !== null &&
        slice.name === resetPort(design.reset) &&
        pulsed(design.reset),
    })),
    pulses:
      pulses === undefined ? false : { before: `${below + pulses.lsb}`, after: `${below + pulses.lsb + 1}` },
    outputs: slices(expected, 0),
    expected: `{${names.map((name) => `expected_${name}`).join(", ")}}`,
    actual: `{${names.map((name) => `actual_${name}`).join(", ")}}`,
  };
}

/** What a pulse makes of the reset port's own level. */
const pulsed = ({ active }: ResetStyle): string => (active === "low" ? " & ~pulse" : " | pulse");

/** The view of the registers that a bench loads and reads. */
function stateView(design: Design, access: StateAccess) {
  const { inputs, outputs, below } = benchLayout(design);
  const [loaded, expected] = [slices(inputs.fields, below), slices(outputs.fields, 0)];
  const find = (slices: typeof loaded, name: string) =>
    slices.find((slice) => slice.name === name)?.slice ?? "";
  return {
    load: find(loaded, stateGiven),
    known: find(expected, stateGiven),
    registers: Object.entries(design.state).map(([name, { width }]) => ({
      name,
      msb: `${width - 1}`,
      width: `${width}`,
      loaded: find(loaded, name),
      expected: find(expected, name),
      held: access.held(name),
    })),
    loads: Object.keys(design.state).flatMap((name) => access.load(name, `loaded_${name}`)),
    releases: access.release,
  };
}

function benchLayout(design: Design) {
  const [inputs, outputs] = [vectorLayout(design, "input"), vectorLayout(design, "output")];
  return { inputs, outputs, width: inputs.width + outputs.width, below: outputs.width };
}

/** Where each field lies in a word whose lowest bits hold `below` others. */
function slices(fields: readonly Field[], below: number) {
  return fields.map(({ name, format, lsb }) => ({
    name,
    msb: `${format.width - 1}`,
    slice: `${below + lsb + format.width - 1}:${below + lsb}`,
  }));
}
