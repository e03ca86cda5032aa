import type { Design } from "../generators/design.js";
import type { Port } from "../generators/contract/operator.js";
import { fillingControls } from "../generators/pipeline/protocol.js";
import type { Bits } from "../golden/format.js";
import { pulsesOf, resetPulse } from "../golden/reset-pulse.js";
import { resetLevel, resetPort } from "../generators/hdl/reset.js";
import { packVector, unpackVector, vectorLayout } from "./state.js";
import type { Random } from "./random.js";
import { randomVectors } from "./biased.js";

/** Part of a design's ports, or of its state, by name. */
type Named<Of> = readonly (readonly [name: string, of: Of])[];

/**
 * Clock cycles of a design that has a clock:
 *
 *     all ones, loaded   where there is state: so that the reset has something to clear
 *     first cycles       a reset, then as many cycles as fill the pipeline, random operands
 *     cases              as they are given
 *     random cycles      biased random operands; one in four loads a random state, where there is any
 *
 * Each control is 1 as often as its port says: bubbles, stalls, operands back to back and resets in the middle follow from that.
 * One random cycle in 32 has a pulse of an asynchronous reset, before its edge, after it, or both.
 * Where a case leaves an input open, it is drawn; but it loads no state that it does not name.
 * @param cycles first and random ones together
 */
export function* sequence(
  design: Pick<Design, "ports" | "fill" | "state" | "reset">,
  random: Random,
  cycles: number,
  cases: readonly Bits[] = [],
): Generator<Bits, void> {
  const inputs = Object.entries(design.ports).filter(([, { direction }]) => direction === "input");
  const operands = inputs.filter(([, { likelihood }]) => likelihood === undefined);
  const state = Object.entries(design.state);
  const first = design.fill + 1;
  const patterns = randomVectors(
    [...operands.map(([, { format }]) => format), ...state.map(([, format]) => format)],
    random,
    Math.max(cycles, first),
  );
  const drawn = (): Bits => drawnControls(inputs, random);
  const uniform = (besides: Bits): Bits => uniformOperands(operands, besides, random);
  // From x a reset shows little: gates may turn x into 0 or 1, and a register that is never reset may be 0 by chance.
  const ones = state.map(([name, { width }]) => [name, (1n << BigInt(width)) - 1n]);
  if (state.length > 0) yield { ...uniform({}), ...drawn(), ...Object.fromEntries(ones) };
  let cycle = 0;
  for (const values of patterns) {
    const bits = patternsOf(operands, values);
    const loaded = patternsOf(state, values.slice(operands.length));
    const loads = cycle >= first && state.length > 0 && random.below(4) === 0;
    // What a test loads, a pulse in the same cycle would clear.
    const pulses = design.reset?.reset === "async" && cycle >= first && !loads && random.below(32) === 0;
    yield {
      ...{ ...bits, ...drawn(), ...(loads && loaded) },
      ...(pulses && { [resetPulse]: 1n + BigInt(random.below(3)) }),
      ...(cycle < first && filling(inputs, cycle)),
    };
    if (++cycle === first) for (const given of cases) yield { ...uniform(given), ...drawn(), ...given };
  }
}

/** Each control 1 as often as its port says. */
const drawnControls = (inputs: Named<Port>, random: Random): Bits =>
  Object.fromEntries(
    inputs.flatMap(([name, { likelihood }]) =>
      likelihood === undefined ? [] : [[name, random.below(scale) < likelihood * scale ? 1n : 0n]],
    ),
  );

/** Operands of which every pattern is as likely, but those that are given already. */
const uniformOperands = (operands: Named<Port>, given: Bits, random: Random): Bits =>
  Object.fromEntries(
    operands.flatMap(([name, { format }]) => (name in given ? [] : [[name, random.bits(format.width)]])),
  );

const patternsOf = (named: Named<unknown>, values: readonly bigint[]): Bits =>
  Object.fromEntries(named.map(([name], i) => [name, values[i] ?? 0n]));

/** The controls that reset a design and fill its pipeline, as far as it has them. */
const filling = (inputs: Named<Port>, cycle: number): Bits =>
  Object.fromEntries(
    Object.entries(fillingControls(cycle)).filter(([name]) => inputs.some(([input]) => input === name)),
  );

/**
 * Words in which an asynchronous reset does not come and go between two edges: where it did, a cycle in which it resets stands
 * before or after. That leaves registers as the pulse does, of designs that reset all that they remember.
 */
export function withoutPulses(design: Design, words: readonly bigint[]): readonly bigint[] {
  const { reset, state } = design;
  if (reset?.reset !== "async") return words;
  const layout = vectorLayout(design, "input");
  return words.flatMap((word) => {
    const given = unpackVector(layout, state, word);
    const { before, after } = pulsesOf(given);
    const bits = Object.fromEntries(Object.entries(given).filter(([name]) => name !== resetPulse));
    const ports = Object.entries(bits).filter(([name]) => name in design.ports);
    const cycle = (given: Bits): bigint => packVector(layout, state, given);
    const resets = cycle({ ...Object.fromEntries(ports), [resetPort(reset)]: resetLevel(reset) });
    return [...(before ? [resets] : []), cycle(bits), ...(after ? [resets] : [])];
  });
}

/** Likelihoods are told apart in 65,536ths. */
const scale = 1 << 16;
