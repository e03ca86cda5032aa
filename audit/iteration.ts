import { evaluateCircuit, liveNodes, type Circuit } from "../circuit/circuit.js";
import { copyCircuit } from "../circuit/copy.js";
import { Graph, no, yes, type Literal } from "../circuit/graph.js";
import { resetPort, usualReset } from "../generators/hdl/reset.js";
import type { Design } from "../generators/design.js";
import { layoutOf } from "../operands/word.js";
import { decideEach, proveNever, type Equivalence, type EquivalenceOptions } from "./equivalence.js";
import { BesideUnit, type Obligation } from "./iteration-steps.js";

/**
 * Decides for each variant of an iterative unit whether it gives the same outputs for ever after a reset. What they are compared
 * in are the states that are reached, and no others: a unit is never busy and done at once, and its remainder is that of the
 * operands that it has taken.
 *
 *     reset ──► idle ── operands ──► busy, step 1 ──► … ──► done ──► idle
 *
 * Of both, idle is a state that has what a reset sets; what else it holds is left open, apart for each. Every later state follows
 * from that and from the operands. That these are all there are is proved with it: a reset makes each idle from any state, idle
 * stays idle without operands, done stays as it is until the result is taken, and is idle then.
 * @param registers how many of a circuit's last inputs and outputs are states and next states
 * @returns null where the unit itself has other states than those, or that is undecided
 * @throws as `compareAll`
 */
export async function compareIterations(
  design: Design,
  good: Circuit,
  variants: readonly Circuit[],
  registers: number,
  options: EquivalenceOptions,
): Promise<Equivalence[] | null> {
  const judge = (variant: Circuit): Promise<Equivalence> =>
    decide(obligationsOf(design, good, variant, registers), options);
  const itself = await judge(good);
  if (itself.kind !== "proved") return null;
  return decideEach(variants, judge, options);
}

/** Whether no obligation is ever broken; a counter-example is the inputs word that the first broken one names. */
async function decide(
  { graph, obligations }: { readonly graph: Graph; readonly obligations: readonly Obligation[] },
  options: EquivalenceOptions,
): Promise<Equivalence> {
  const any = obligations.reduce((broken, { differs }) => graph.or(broken, differs), no);
  const { circuit, inputs } = onLiveInputs(graph, any);
  const answer = await proveNever(circuit, options);
  if (answer.kind !== "refuted") return answer;
  const given = inputs.reduce(
    (word, bit, i) => word | (((answer.example >> BigInt(i)) & 1n) << BigInt(bit)),
    0n,
  );
  const valueOf = (outputs: readonly Literal[]): bigint =>
    evaluateCircuit({ graph, inputWidth: 0, outputs }, given);
  const broken = obligations.find(({ differs }) => valueOf([differs]) === 1n);
  return { kind: "refuted", example: valueOf(broken?.at ?? []) };
}

/** A function as a circuit whose inputs are only those that it depends on; they were numbered as `inputs` says. */
function onLiveInputs(graph: Graph, output: Literal) {
  const whole = { graph, inputWidth: 0, outputs: [output] };
  const inputs = liveNodes(whole).flatMap((number) => {
    const node = graph.nodes[number];
    return node?.kind === "input" ? [node.bit] : [];
  });
  const numbers = new Map(inputs.map((bit, i) => [bit, i]));
  const fresh = new Graph();
  const outputs = copyCircuit(whole, fresh, { input: (bit) => fresh.input(numbers.get(bit) ?? 0) });
  return { circuit: { graph: fresh, inputWidth: inputs.length, outputs }, inputs };
}

/** What must never be 1 if a variant is to be equal to the good unit in all states that are reached. */
function obligationsOf(design: Design, good: Circuit, variant: Circuit, registers: number) {
  const { fields, width } = layoutOf(design.ports, "input");
  const bitOf = (port: string): number => {
    const field = fields.find(({ name }) => name === port);
    if (field === undefined) throw new Error(`${design.spec} has no input ${port}`);
    return field.lsb;
  };
  const reset = design.reset ?? usualReset;
  const rst = bitOf(resetPort(reset));
  const [resetting, running] = reset.active === "high" ? [yes, no] : [no, yes];
  const [taking, leaving] = [bitOf("in_valid"), bitOf("out_ready")];

  const both = new BesideUnit(good, variant, { ports: width, registers });
  const idle = both.reset([[rst, resetting]]);
  both.outputs(idle);
  both.isIdle(idle, [
    [rst, running],
    [taking, no],
  ]);
  let state = both.step(idle, [
    [rst, running],
    [taking, yes],
  ]);
  for (let edges = 1; edges < design.latency; edges++) {
    both.outputs(state);
    state = both.step(state, [[rst, running]]);
  }
  // What a variant changes once while it waits may show at no output.
  both.outputs(state);
  const result = state;
  state = both.step(state, [
    [rst, running],
    [leaving, no],
  ]);
  const done = both.stays(state, [
    [rst, running],
    [leaving, no],
  ]);
  both.outputs(done);
  for (const waiting of [result, done])
    both.isIdle(waiting, [
      [rst, running],
      [leaving, yes],
    ]);
  return both;
}
