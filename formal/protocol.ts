import type { Design } from "../generators/design.js";
import { resetPort, usualReset, type ResetStyle } from "../generators/hdl/reset.js";
import { fillingControls } from "../generators/pipeline/protocol.js";
import { buffer, constant, type Blif, type Register, type Table } from "./blif.js";
import { paired, type Correspondence, type Pair } from "./sequential.js";
import { handedOn } from "./valid-chain.js";

/** The controls of a pipeline that always advances. */
const advancing = new Map(Object.entries(fillingControls(1)).map(([name, bit]) => [name, bit === 1n]));

/**
 * One-step refinement: the pipeline equals its free-running copy whenever it advances, and holds every register when it stalls.
 * The right side is that copy, with a multiplexer before each data register, and with valid bits made anew by the protocol.
 */
export function besideProtocol(design: Design, left: Blif): Correspondence {
  const { handshake } = design.pipeline;
  const stages = handshake === "none" ? 0 : design.latency;
  const controls = new Map([...advancing].filter(([name]) => name !== "in_valid"));
  const chain = stages === 0 ? [] : handedOn(left, "out_valid", controls).slice(-stages);
  const valid = new Set(chain.map(({ register }) => register));
  const data = left.registers.filter((register) => !valid.has(register));

  const held = data.map(({ q }): Register => plain(`next.${q}`, `held.${q}`));
  const reset = stages === 0 ? null : design.reset;
  const bits = Array.from({ length: stages }, (_, index) => ({
    ...plain(`next.valid.${index + 1}`, `valid.${index + 1}`),
    ...(reset?.reset === "async" && { reset: { ...resetControl(reset), value: "0" } as const }),
  }));
  const right: Blif = {
    ...left,
    registers: [...held, ...bits],
    tables: [
      advance(design),
      ...freeRunning(design, left, new Map(chain.map(({ register, inverted }) => [register.q, !inverted]))),
      ...held.map(({ d, q }, index) => choice(d, free(data[index]?.d ?? ""), q)),
      ...bits.map(({ d, q }, index) =>
        validBit(d, index === 0 ? "in_valid" : `valid.${index}`, q, resetControl(reset ?? usualReset)),
      ),
      ...left.outputs.map((port) => buffer(outputOf(port, stages), port)),
    ],
  };
  const pairs: Pair[] = [
    ...held.map((register, index) => ({ left: data[index], right: register, inverted: false })),
    // A chain that is too short is paired from its end.
    ...chain.map(({ register, inverted }, index) => ({
      left: register,
      right: bits[index + bits.length - chain.length],
      inverted,
    })),
  ].flatMap(({ left, right, inverted }) =>
    left === undefined || right === undefined ? [] : [{ name: left.q, left, right, inverted }],
  );
  return paired(left, right, pairs);
}

const free = (signal: string): string => `free.${signal}`;

const plain = (d: string, q: string): Register => ({ d, q, clock: "clk", edge: "re" });

/** Whether the pipeline advances: it is enabled, and its last stage is empty or its result accepted. */
function advance({ pipeline: { ce, handshake }, latency }: Design): Table {
  const output = "advance";
  if (handshake !== "ready") return ce ? buffer("ce", output) : constant(true, output);
  const [enable, one] = ce ? [["ce"], "1"] : [[], ""];
  return { inputs: [...enable, "out_ready", `valid.${latency}`], output, rows: [`${one}1- 1`, `${one}-0 1`] };
}

/**
 * The free-running copy's gates: its controls and valid bits are constants, its operands and data registers those of the pipeline.
 * @param valid the value in each valid bit's register, by the signal that it drives
 */
function freeRunning(
  design: Design,
  { inputs, registers, tables }: Blif,
  valid: ReadonlyMap<string, boolean>,
) {
  const isOperand = (bit: string): boolean => bit.replace(/\[\d+\]$/, "") in design.core.ports;
  return [
    ...inputs.map((bit) =>
      isOperand(bit) || bit === "clk"
        ? buffer(bit, free(bit))
        : constant(advancing.get(bit) ?? false, free(bit)),
    ),
    ...registers.map(({ q }) => {
      const bit = valid.get(q);
      return bit === undefined ? buffer(`held.${q}`, free(q)) : constant(bit, free(q));
    }),
    ...tables.map(({ inputs, output, rows }): Table => ({
      inputs: inputs.map(free),
      output: free(output),
      rows,
    })),
  ];
}

const outputOf = (port: string, stages: number): string =>
  port === "out_valid" ? `valid.${stages}` : port === "in_ready" ? "advance" : free(port);

/** A data register's next state: `then` when the pipeline advances, else its state. */
const choice = (output: string, then: string, held: string): Table => ({
  inputs: ["advance", then, held],
  output,
  rows: ["11- 1", "0-1 1"],
});

/** The reset port and the level at which it resets. */
const resetControl = (style: ResetStyle) =>
  ({ signal: resetPort(style), level: style.active === "low" ? "0" : "1" }) as const;

/** A valid bit's next state, which the reset clears. */
function validBit(
  output: string,
  then: string,
  held: string,
  { signal, level }: ReturnType<typeof resetControl>,
): Table {
  const idle = level === "1" ? "0" : "1";
  return { inputs: [signal, "advance", then, held], output, rows: [`${idle}11- 1`, `${idle}0-1 1`] };
}
