import { accumulator } from "../../../golden/accumulator.js";
import type { Bits } from "../../../golden/format.js";
import { v, type Signal } from "../../hdl/index.js";
import { oneOf } from "../../contract/parameter.js";
import type { Computed, Core, Operator, Parameters as Values, Port } from "../../contract/operator.js";
import { accumulatorControls, accumulatorProtocol, validOutput } from "./accumulator.js";
import { controlCycles } from "../cases/controls.js";

/**
 * The feedback of an accumulator: `result`, the one output, goes through a register to `accumulator`. Both
 * are equally wide.
 */
export type Loop = Omit<Core, "parameters">;

const form = oneOf("the sum so far", {
  combinational: "comes as an input",
  sequential: "is held in a register",
}).default("combinational");

/** The name of the register that holds the sum. */
const register = "held";

/** The usual names of those ports. */
const usual: Loop = { accumulator: "a", result: "r" };

/**
 * Gives a combinational multiply-add a sequential form, chosen by the parameter `form`.
 * A register stands between `result` and `accumulator`, with every accumulator's protocol
 * (docs/sequential.md).
 * Golden machine, ports and datapath follow from the combinational operator.
 */
export function accumulating(
  operator: Operator,
  { sums = () => [], ...loop }: Partial<Loop> & Sums = {},
): Operator {
  return withForm(operator, { ...usual, ...loop }, sums);
}

/** Cycles for the sequential form beside the operator's own cases. */
interface Sums {
  /**
   * Operands to be added up in successive cycles, each list from 0.
   * @param cases the combinational operator's cases
   */
  readonly sums?: (p: never, cases: readonly Bits[]) => Iterable<Iterable<Bits>>;
}

function withForm(operator: Operator, loop: Loop, sums: NonNullable<Sums["sums"]>): Operator {
  const isSequential = (p: Values): boolean => p.form === "sequential";
  const [first, ...others] = operator.examples;
  return {
    ...operator,
    parameters: operator.parameters
      .safeExtend({ form })
      .refine((p) => p.form === "combinational" || loop.accumulator in operator.ports(p as Values), {
        path: ["form"],
        error: `there is nothing to hold without the input ${loop.accumulator}`,
        // the ports of wrong parameters say nothing
        when: ({ issues }) => issues.length === 0,
      }),
    examples: [first, `${first} form=sequential`, ...others],
    ports: (p) => (isSequential(p) ? sequentialPorts(operator.ports(p), loop) : operator.ports(p)),
    state: (p) => {
      const sum = operator.ports(p)[loop.accumulator];
      return isSequential(p) && sum !== undefined ? { [register]: sum.format } : {};
    },
    machine: (p) => (isSequential(p) ? machineOf(operator, loop, p) : null),
    core: (p) => (isSequential(p) ? { parameters: { form: "combinational" }, ...loop } : null),
    ...(operator.computes && { computes: (p) => computed(operator, loop, p) }),
    protocol: () => accumulatorProtocol,
    ...(operator.fast && { fast: (p) => (isSequential(p) ? undefined : operator.fast?.(p)) }),
    ...(operator.exact && { exact: (p) => (isSequential(p) ? undefined : operator.exact?.(p)) }),
    build: (...given) =>
      isSequential(given[2]) ? buildSequential(operator, loop, given) : operator.build(...given),
    cases: (p) => {
      const cases = operator.cases?.(p) ?? [];
      if (!isSequential(p)) return cases;
      const listed = [...cases];
      return cycles(listed, sums(p as never, listed), loop);
    },
  };
}

/** The sequential form of `a + x·y` computes `a ← a + x·y`. */
function computed(operator: Operator, { accumulator }: Loop, p: Values): Computed | undefined {
  const once = operator.computes?.(p);
  if (once === undefined || p.form !== "sequential") return once;
  return { ...once, function: `${accumulator} ← ${once.function}` };
}

function sequentialPorts(
  ports: Readonly<Record<string, Port>>,
  { accumulator, result }: Loop,
): Record<string, Port> {
  const { [accumulator]: sum, [result]: output, ...operands } = ports;
  if (sum === undefined || output?.format.width !== sum.format.width)
    throw new Error(`${accumulator} and ${result} are no two equally wide ports`);
  return { ...accumulatorControls, ...operands, [result]: output, valid: validOutput };
}

/** Steps the combinational oracle, with its last result as the accumulator. */
function machineOf(operator: Operator, loop: Loop, p: Values): () => (inputs: Bits) => Bits {
  const golden = operator.golden?.(p);
  if (golden === undefined) throw new Error(`${operator.name} has no golden model to step`);
  return accumulator({
    zero: 0n,
    take: (sum, inputs) => golden({ ...inputs, [loop.accumulator]: sum })[loop.result] ?? 0n,
    read: (sum) => ({ [loop.result]: sum }),
    loaded: (inputs) => inputs[register],
    held: (sum) => ({ [register]: sum }),
  });
}

/** The register takes the result where `en` is 1. A sum that starts has 0 in the register's place. */
function buildSequential(operator: Operator, loop: Loop, [m, inputs, p]: BuildArguments): BuildResult {
  const { rst, clear, en, ...operands } = inputs as Controlled;
  const { width } = sequentialPorts(operator.ports(p), loop)[loop.result]?.format ?? { width: 0 };
  const held = m.register(register, width);
  const taken = m.register("taken", 1);
  m.section("A new sum starts from 0");
  const start = m.wire("sum_so_far", width, v`${held} & ~{${width}{${clear}}}`);
  // in its own scope, as the operator's signals may have the names of these ports
  const { [loop.result]: result } = operator.build(
    m.scope("mac"),
    { ...operands, [loop.accumulator]: start },
    p,
  );
  if (result === undefined) throw new Error(`${operator.name} builds nothing for ${loop.result}`);
  m.next(held, { value: result, enable: en, reset: rst, clear: v`${clear} & ~${en}` });
  m.next(taken, { value: en, reset: rst });
  return { [loop.result]: held, valid: taken };
}

type BuildArguments = Parameters<Operator["build"]>;
type BuildResult = ReturnType<Operator["build"]>;
type Controlled = Readonly<Record<"rst" | "clear" | "en", Signal>> & BuildArguments[1];

/**
 * The controls; sums in successive cycles; then each case: its addend is loaded, and its operands are taken
 * in the next cycle.
 */
function* cycles(
  cases: Iterable<Bits>,
  sums: Iterable<Iterable<Bits>>,
  { accumulator }: Loop,
): Generator<Bits> {
  const taken = (inputs: Bits, clear: boolean): Bits => {
    const operands = Object.entries(inputs).filter(([name]) => name !== accumulator);
    return { rst: 0n, clear: clear ? 1n : 0n, en: 1n, ...Object.fromEntries(operands) };
  };
  yield* controlCycles();
  for (const sum of sums) {
    let starts = true;
    for (const operands of sum) {
      yield taken(operands, starts);
      starts = false;
    }
  }
  for (const each of cases) {
    const { [accumulator]: sum } = each;
    if (sum !== undefined) yield { [register]: sum };
    yield taken(each, sum === undefined);
  }
}
