import type { Design } from "../generators/design.js";
import { fillingControls } from "../generators/pipeline/protocol.js";
import { buffer, constant, type Blif, type Register, type Table } from "./blif.js";
import { paired, type Correspondence, type Pair } from "./sequential.js";
import { handedOn } from "./valid-chain.js";

/** Inputs of a pipeline that say when it goes on, and how it is where nothing holds it up. */
const goingOn = new Map(Object.entries(fillingControls(1)).map(([name, bit]) => [name, bit === 1n]));

/**
 * Beside a pipeline, what its protocol makes of it: registers and results as they are where nothing holds it up, whatever
 * its controls are; but where they hold it up each register keeps its value. Valid bits are put together anew, as the
 * protocol has them. One step of both being the same, from any state and with any inputs, the pipeline goes on as it
 * does where nothing holds it up, in those cycles in which it goes on at all.
 */
export function besideProtocol(design: Design, left: Blif): Correspondence {
  const { handshake } = design.pipeline;
  const stages = handshake === "none" ? 0 : design.latency;
  const controls = new Map([...goingOn].filter(([name]) => name !== "in_valid"));
  const chain = stages === 0 ? [] : handedOn(left, "out_valid", controls).slice(-stages);
  const valid = new Set(chain.map(({ register }) => register));
  const data = left.registers.filter((register) => !valid.has(register));

  const held = data.map(({ q }): Register => plain(`next.${q}`, `held.${q}`));
  const bits = Array.from({ length: stages }, (_, index) =>
    plain(`next.valid.${index + 1}`, `valid.${index + 1}`),
  );
  const right: Blif = {
    ...left,
    registers: [...held, ...bits],
    tables: [
      advance(design),
      ...freeRunning(design, left, new Map(chain.map(({ register, inverted }) => [register.q, !inverted]))),
      ...held.map(({ d, q }, index) => choice(d, free(data[index]?.d ?? ""), q)),
      ...bits.map(({ d, q }, index) => validBit(d, index === 0 ? "in_valid" : `valid.${index}`, q)),
      ...left.outputs.map((port) => buffer(outputOf(port, stages), port)),
    ],
  };
  const pairs: Pair[] = [
    ...held.map((register, index) => ({ left: data[index], right: register, inverted: false })),
    // the last ones, if the chain is too short
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

/** Whether the pipeline goes on: enabled, and with nothing at its end that is not taken. */
function advance({ pipeline: { ce, handshake }, latency }: Design): Table {
  const output = "advance";
  if (handshake !== "ready") return ce ? buffer("ce", output) : constant(true, output);
  const [enable, one] = ce ? [["ce"], "1"] : [[], ""];
  return { inputs: [...enable, "out_ready", `valid.${latency}`], output, rows: [`${one}1- 1`, `${one}-0 1`] };
}

/**
 * The pipeline's gates where nothing holds it up, with operands and registers as they are.
 * @param valid what the registers of valid bits hold there
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
        : constant(goingOn.get(bit) ?? false, free(bit)),
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

/** What a register takes: `then` where the pipeline goes on, else what it holds. */
const choice = (output: string, then: string, held: string): Table => ({
  inputs: ["advance", then, held],
  output,
  rows: ["11- 1", "0-1 1"],
});

/** The same of a valid bit, which `rst` clears. */
const validBit = (output: string, then: string, held: string): Table => ({
  inputs: ["rst", "advance", then, held],
  output,
  rows: ["011- 1", "00-1 1"],
});
