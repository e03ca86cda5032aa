import { z } from "zod";
import type { Design } from "../../generators/design.js";
import { input, output, type Machine, type Operator, type Port } from "../../generators/contract/operator.js";
import { Module } from "../../generators/hdl/index.js";
import { usualReset } from "../../generators/hdl/reset.js";
import { usualPipeline } from "../../generators/pipeline/pipeline.js";
import type { Bits, NumberFormat } from "../../golden/format.js";
import { unsigned } from "../../golden/integer.js";

export interface Sketch {
  readonly name: string;
  readonly ports: Readonly<Record<string, Port>>;
  readonly golden: (inputs: Bits) => Bits;
  readonly verilog: string;
  /** Of a sequential design, instead of `golden`. */
  readonly machine?: () => Machine;
  readonly cases?: Bits[];
  readonly state?: Design["state"];
}

/** A design from hand-written Verilog, without a generator. */
export function handWritten({
  name,
  ports,
  golden,
  verilog,
  machine,
  cases = [],
  state = {},
}: Sketch): Design {
  const notBuilt = () => {
    throw new Error("hand-written designs are not built");
  };
  const operator: Operator = {
    name,
    summary: "for a test",
    source: "test/sim",
    examples: ["in the test"],
    parameters: z.strictObject({}),
    ports: () => ports,
    golden: () => golden,
    build: notBuilt,
    cases: () => cases,
  };
  /** Nothing is known of the datapath but what it computes from. */
  const module = (): Module => {
    const m = Module.create(name);
    for (const [port, { direction, format }] of Object.entries(ports))
      if (direction === "input") m.input(port, format.width);
    return m;
  };
  const design: Design = {
    operator,
    parameters: {},
    objective: "balanced",
    chosen: {},
    architecture: {},
    pipeline: usualPipeline,
    reset: machine !== undefined && "rst" in ports ? usualReset : null,
    spec: name,
    name: null,
    moduleName: name,
    ports,
    golden,
    machine: machine ?? null,
    state,
    dontCareWhile: {},
    module,
    verilog: () => verilog,
    latency: 0,
    fill: 0,
    get core() {
      return design;
    },
    cases: () => cases,
  };
  return design;
}

/** Any named ports: `declarePorts({ x: 8 }, { r: 9 })`. */
export function declarePorts(
  inputs: Record<string, number>,
  outputs: Record<string, number>,
): Record<string, Port> {
  const declare = (widths: Record<string, number>, port: (format: NumberFormat) => Port) =>
    Object.entries(widths).map(([name, width]) => [name, port(unsigned(width))] as const);
  return Object.fromEntries([...declare(inputs, input), ...declare(outputs, output)]);
}

const operand = ({ x = 0n }: Bits) => x;
const other = ({ y = 0n }: Bits) => y;

/** r = x + y, 4 + 4 → 5 bits: 256 vectors. `body` is the module's inside, `r = x + y` if left out. */
export function adder(
  body = "assign r = x + y;",
  header = "input [3:0] x, input [3:0] y, output [4:0] r",
): Design {
  return handWritten({
    name: "Adder",
    ports: declarePorts({ x: 4, y: 4 }, { r: 5 }),
    golden: (inputs) => ({ r: operand(inputs) + other(inputs) }),
    verilog: `module Adder(${header});\n  ${body}\nendmodule\n`,
  });
}

/** p = x · y and whether it is zero, `width` + `width` → 2 · `width` + 1 bits. */
export function multiplier(width: number, product = "x * y", cases?: Bits[]): Design {
  return handWritten({
    name: "Multiplier",
    ports: declarePorts({ x: width, y: width }, { p: 2 * width, zero: 1 }),
    golden: (inputs) => {
      const p = operand(inputs) * other(inputs);
      return { p, zero: p === 0n ? 1n : 0n };
    },
    verilog: `module Multiplier(
      input [${width - 1}:0] x, input [${width - 1}:0] y, output [${2 * width - 1}:0] p, output zero);
      assign p = ${product};
      assign zero = x == 0 || y == 0;
    endmodule\n`,
    ...(cases && { cases }),
  });
}
