import type { Design } from "../generators/design.js";
import { renderTemplate } from "../tools/template.js";
import { mostListed } from "./transcript.js";
import { layoutOf, type WordLayout } from "./word.js";

export interface BenchOptions {
  /** The Verilog module to test, its ports named as the design's. */
  readonly top: string;
  /** Most vectors in one run. */
  readonly capacity: number;
}

/** The bench's own module. */
export const benchModule = "tapir_testbench";

/**
 * The Verilog-2001 text of a self-checking bench for a design, be its module RTL or gates. A sequential design gets
 * a clock, and each word is one cycle of it: inputs before the rising edge, outputs after; what comes out while a pipeline
 * fills is not compared.
 * A word of its vectors holds the inputs above the expected outputs, each laid out as `layoutOf` has them.
 * @throws {RangeError} the design has no outputs.
 */
export function testbench(design: Design, { top, capacity }: BenchOptions): string {
  const { width, expected, ...ports } = benchPorts(design);
  return renderTemplate("sim/testbench.v.hbs", {
    top,
    ...ports,
    expected: `{${expected}}`,
    dumped: expected,
    wordMsb: `${width - 1}`,
    lastIndex: `${capacity - 1}`,
    listed: `${mostListed}`,
  });
}

/**
 * What benches say of a design's ports, for their templates, and how many bits a word has.
 * @throws {RangeError} the design has no outputs.
 */
export function benchPorts(design: Design) {
  const inputs = layoutOf(design.ports, "input");
  const outputs = layoutOf(design.ports, "output");
  if (outputs.width === 0) throw new RangeError(`${design.spec} has no outputs to compare`);
  const names = outputs.fields.map(({ name }) => name);
  return {
    width: inputs.width + outputs.width,
    clocked: design.machine !== null,
    fill: design.fill > 0 ? `${design.fill}` : false,
    layout: `{${[...inputs.fields, ...outputs.fields].map(({ name }) => name).join(", ")}}`,
    inputs: slices(inputs, outputs.width),
    outputs: slices(outputs, 0),
    expected: names.map((name) => `expected_${name}`).join(", "),
    actual: `{${names.map((name) => `actual_${name}`).join(", ")}}`,
  };
}

/** Where each field lies in a word whose lowest bits hold `below` others. */
function slices({ fields }: WordLayout, below: number) {
  return fields.map(({ name, format, lsb }) => ({
    name,
    msb: `${format.width - 1}`,
    slice: `${below + lsb + format.width - 1}:${below + lsb}`,
  }));
}
