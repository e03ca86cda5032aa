import type { Design } from "../generators/design.js";
import { fillingControls } from "../generators/pipeline/protocol.js";
import type { Bits } from "../golden/format.js";
import type { Random } from "./random.js";
import { randomVectors } from "./biased.js";

/**
 * `cycles` clock cycles, and between what begins them and the others those of `cases`. First a reset, where there is state to
 * load one cycle after that was all ones, and as many more cycles as fill a pipeline; then biased random operands, each control 1 as often as its port says. Bubbles, stalls,
 * operands back to back and resets in the middle all follow from that; one cycle in four loads the state, if there is any.
 * What a case leaves open is as random, but that it loads nothing.
 */
export function* sequence(
  design: Pick<Design, "ports" | "fill" | "state">,
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
  const drawn = (): Bits =>
    Object.fromEntries(
      inputs.flatMap(([name, { likelihood }]) =>
        likelihood === undefined ? [] : [[name, random.below(scale) < likelihood * scale ? 1n : 0n]],
      ),
    );
  const uniform = (given: Bits): Bits =>
    Object.fromEntries(
      operands.flatMap(([name, { format }]) => (name in given ? [] : [[name, random.bits(format.width)]])),
    );
  // A reset from x says little: gates make x of what they need not, and a register that is never reset may be 0 by chance.
  const ones = state.map(([name, { width }]) => [name, (1n << BigInt(width)) - 1n]);
  if (state.length > 0) yield { ...uniform({}), ...drawn(), ...Object.fromEntries(ones) };
  let cycle = 0;
  for (const values of patterns) {
    const bits = Object.fromEntries(operands.map(([name], i) => [name, values[i] ?? 0n]));
    const held = Object.fromEntries(state.map(([name], i) => [name, values[operands.length + i] ?? 0n]));
    const loads = cycle >= first && state.length > 0 && random.below(4) === 0;
    yield { ...bits, ...drawn(), ...(loads && held), ...(cycle < first && filling(inputs, cycle)) };
    if (++cycle === first) for (const given of cases) yield { ...uniform(given), ...drawn(), ...given };
  }
}

const filling = (inputs: readonly (readonly [string, unknown])[], cycle: number): Bits =>
  Object.fromEntries(
    Object.entries(fillingControls(cycle)).filter(([name]) => inputs.some(([input]) => input === name)),
  );

const scale = 1 << 16;
