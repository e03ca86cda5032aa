import { z } from "zod";
import { iterative } from "../../../golden/iterative.js";
import type { Bits } from "../../../golden/format.js";
import { unsigned } from "../../../golden/integer.js";
import { controlSteps, type Steps } from "../../blocks/iterate.js";
import { v, type Expression, type Signal } from "../../hdl/index.js";
import { notes, oneOf } from "../../contract/parameter.js";
import {
  control,
  output,
  type Operator,
  type Parameters as Values,
  type Port,
} from "../../contract/operator.js";
import { iterationCycles } from "../cases/iterations.js";

const form = oneOf("the result", {
  combinational: "comes in the same cycle",
  sequential: "is found in several cycles, some digits in each: much smaller",
}).default("combinational");

const digits = z
  .int()
  .min(1)
  .max(16)
  .optional()
  .meta(notes("digits that a cycle finds", "of form=sequential; 1 where it is left out"));

type BuildArguments = Parameters<Operator["build"]>;

/** How the digits of a result are found one after the other; its types are those of the combinational operator. */
interface Iteration<P, Operands, Chosen> {
  /** Digits that are needed. */
  digits(p: P): number;
  /** The datapath of the sequential form, from operands in the cycle that takes them to the result in a later one. */
  build(
    m: BuildArguments[0],
    operands: Operands,
    p: P & { readonly architecture: Chosen },
    steps: Steps,
  ): Expression;
}

/**
 * Gives a combinational operator of one output `r` a sequential form, chosen by the parameter `form`: one set of rows, used in
 * each of several cycles, with the handshake of a pipeline (docs/sequential.md).
 * Ports, golden machine and cases follow from the combinational operator.
 */
export function iterating<P, Operands, Chosen>(
  operator: Operator,
  iteration: Iteration<P, Operands, Chosen>,
): Operator {
  const needed = (p: Values): number => iteration.digits(p as P);
  const isSequential = (p: Values): boolean => p.form === "sequential";
  const perCycle = (p: Values): number => (typeof p.digits === "number" ? p.digits : 1);
  const cycles = (p: Values): number => Math.ceil(needed(p) / perCycle(p));
  const [first, ...others] = operator.examples;
  return {
    ...operator,
    parameters: operator.parameters
      .safeExtend({ form, digits })
      .refine((p) => p.digits === undefined || p.form === "sequential", {
        path: ["digits"],
        error: "digits is of form=sequential alone; the other form finds all at once",
      })
      .superRefine((p, context) => {
        if (context.issues.length > 0) return;
        const most = needed(p as Values);
        if (perCycle(p as Values) > most)
          context.addIssue({
            code: "custom",
            path: ["digits"],
            message: `digits must be at most ${most}, as many as its result has`,
          });
      }),
    examples: [
      first,
      `${first} form=sequential`,
      `${others[0] ?? first} form=sequential digits=2`,
      ...others,
    ],
    ports: (p) => (isSequential(p) ? sequentialPorts(operator.ports(p)) : operator.ports(p)),
    ...(operator.golden && { golden: (p) => goldenOf(operator, p) }),
    ...(operator.fast && { fast: (p) => (isSequential(p) ? undefined : operator.fast?.(p)) }),
    machine: (p) =>
      isSequential(p)
        ? iterative({ cycles: cycles(p), compute: goldenOf(operator, p), nothing: { r: 0n } })
        : null,
    core: (p) =>
      isSequential(p)
        ? {
            parameters: { form: "combinational" },
            without: ["digits"],
            cycles: (operands) => iterationCycles(operands, cycles(p)),
          }
        : null,
    latency: (p) => (isSequential(p) ? cycles(p) + 1 : 0),
    protocol: (p) => protocolOf(cycles(p)),
    build(m, inputs, p) {
      if (!isSequential(p)) return operator.build(m, inputs, p);
      const { rst, in_valid, out_ready, ...operands } = inputs as Controlled;
      const given = { cycles: cycles(p), digits: perCycle(p) };
      const { ready, ...steps } = controlSteps(m, { rst, in_valid, out_ready }, given);
      const result = iteration.build(
        m.scope("unit"),
        operands as Operands,
        p as unknown as P & { readonly architecture: Chosen },
        steps,
      );
      m.section("The result, and zero while there is none");
      const { width } = result;
      return {
        r: m.wire("result", width, v`(${result}) & {${width}{${steps.done}}}`),
        out_valid: steps.done,
        in_ready: ready,
      };
    },
    cases: (p) => {
      const cases = operator.cases?.(p) ?? [];
      return isSequential(p) ? iterationCycles(cases, cycles(p)) : cases;
    },
  };
}

type Controlled = Readonly<Record<"rst" | "in_valid" | "out_ready", Signal>> & BuildArguments[1];

function sequentialPorts({ r, ...operands }: Readonly<Record<string, Port>>): Record<string, Port> {
  if (r === undefined) throw new Error("there is no port r");
  return {
    rst: control(1 / 256),
    in_valid: control(7 / 8),
    out_ready: control(7 / 8),
    ...operands,
    r,
    out_valid: { ...output(unsigned(1)), isStatus: true },
    in_ready: { ...output(unsigned(1)), isStatus: true },
  };
}

function goldenOf(operator: Operator, p: Values): (inputs: Bits) => Bits {
  const golden = operator.golden?.(p);
  if (golden === undefined) throw new Error(`${operator.name} has no golden model`);
  return golden;
}

const protocolOf = (cycles: number): readonly string[] => [
  `Iterative: operands are taken at an edge where in_valid and in_ready are 1; the result is there after ${cycles} more edges.`,
  "r: the result while out_valid is 1, else 0. It stays until an edge where out_ready is 1; then in_ready is 1 again.",
  "rst: whatever is being computed is forgotten; it wins over every other control.",
];
