import type { Design } from "../../generators/design.js";
import type { Bits } from "../../golden/format.js";
import { cornerVectors } from "../../operands/corners.js";
import type { Datapath } from "../../circuit/datapath.js";
import { searchCycles } from "./loaded-cycles.js";
import type { Random } from "../../operands/random.js";
import { sequence } from "../../operands/sequence.js";
import { packVector, vectorLayout } from "../../operands/state.js";
import type { Budget } from "./budget.js";
import { operandCycles } from "./operand-cycles.js";

/**
 * Clock cycles of a sequential or pipelined design, in this order:
 *
 *     reset, fill | the operator's cases | corners, loaded | biased random cycles | pairs that excite and observe gates
 *
 * Corners, a fifth as many as of a combinational design, and pairs are there where state can be loaded. An iterative unit has
 * operands before the random cycles, see `operandCycles`.
 */
export function cycleVectors(design: Design, datapath: Datapath, random: Random, budget: Budget): bigint[] {
  const own = [...design.cases()];
  const corners = loadedCorners(design, random, Math.ceil(budget.corners / 5));
  const given = [...spells(own, budget.cases), ...corners];
  const cycles = budget.randomBeside(given.length);
  const operands = operandCycles(design, random, budget).slice(0, budget.foundBeside(given.length + cycles));
  const known = [...sequence(design, random, cycles, [...given, ...operands])];
  const found = searchCycles(design, datapath, {
    known,
    promising: spells(own, budget.promising),
    random,
    most: budget.candidates,
  }).slice(0, budget.foundBeside(known.length));
  const layout = vectorLayout(design, "input");
  return [...known, ...found].map((bits) => packVector(layout, design.state, bits));
}

/** Pairs of cycles: the first loads a corner of the state, the second has corners of the operands. */
function loadedCorners({ ports, state }: Design, random: Random, most: number): Bits[] {
  const held = Object.entries(state);
  if (held.length === 0) return [];
  const operands = Object.entries(ports).filter(
    ([, { direction, likelihood }]) => direction === "input" && likelihood === undefined,
  );
  const formats = [...held, ...operands.map(([name, { format }]) => [name, format] as const)];
  const tuples = cornerVectors(
    formats.map(([, format]) => format),
    random,
    most,
  );
  return [...tuples].flatMap((patterns) => {
    const bits = formats.map(([name], i) => [name, patterns[i] ?? 0n] as const);
    return [bits.slice(0, held.length), bits.slice(held.length)].map((each) => Object.fromEntries(each));
  });
}

/** At most so many, in runs of 32 that follow each other, from all over the list: a sum is of cases that follow each other. */
export function spells<T>(cycles: readonly T[], most: number): readonly T[] {
  if (cycles.length <= most) return cycles;
  const length = 32;
  const [there, wanted] = [cycles.length, most].map((count) => Math.ceil(count / length)) as [number, number];
  const starts = Array.from({ length: Math.min(there, wanted) }, (_, i) =>
    Math.floor((i * Math.max(there, wanted)) / wanted),
  );
  return starts.flatMap((start) => cycles.slice(start * length, (start + 1) * length)).slice(0, most);
}
