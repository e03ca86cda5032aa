import { FlowNetwork } from "./max-flow.js";
import { bundlesOf, type StepGraph, type Bundle, type Step } from "./graph.js";

/** Each step's stage, from 0, by the step's index. */
type Stages = number[];

export interface Schedule {
  readonly stageOf: readonly number[];
  /** The longest path through a stage, in the graph's unit; it begins with a register's launch, and has no set-up time. */
  readonly period: number;
}

/**
 * Divides a datapath into `boundaries` + 1 stages of the shortest period, with few register bits. One boundary after the
 * other moves to where the fewest bits cross it, until none moves. While the other boundaries are fixed, a minimum cut
 * finds that place exactly.
 * @param relaxed the period in units of the shortest one, at least 1; longer stages can save registers
 */
export function schedule(graph: StepGraph, boundaries: number, relaxed = 1): Schedule {
  const shortest = shortestPeriod(graph, boundaries);
  // A step that is placed early may launch a path from a slow register, so that a relaxed period does not fit.
  const period = [shortest * relaxed, shortest].find((each) => fits(graph, each, boundaries)) ?? shortest;
  const stages = asSoonAsPossible(graph, period, boundaries);
  if (stages === null) throw new RangeError("the shortest period is too short");
  const bundles = bundlesOf(graph);
  let bits = registerBits(bundles, stages);
  // Where a boundary goes hangs on its neighbours alone.
  const unsettled = new Set(Array.from({ length: boundaries }, (_, index) => index + 1));
  for (let round = 0; round < mostRounds && unsettled.size > 0; round++) {
    for (let boundary = 1; boundary <= boundaries; boundary++)
      if (unsettled.delete(boundary) && moveBoundary(graph, bundles, stages, boundary, period))
        for (const beside of [boundary - 1, boundary + 1])
          if (beside >= 1 && beside <= boundaries) unsettled.add(beside);
    const fewer = registerBits(bundles, stages);
    if (fewer >= bits) break;
    bits = fewer;
  }
  return { stageOf: stages, period };
}

/** Rounds in which every boundary moves; three are usual. */
const mostRounds = 12;

/** Register bits: a bit that crosses two boundaries counts twice. */
function registerBits(bundles: readonly Bundle[], stages: Stages): number {
  return bundles.reduce((sum, { source, consumers, bits }) => {
    const last = Math.max(...consumers.map(({ index }) => stages[index] ?? 0));
    return sum + bits * (last - (stages[source.index] ?? 0));
  }, 0);
}

/** The shortest period for which so many boundaries suffice, to a thousandth of the unit. */
function shortestPeriod(graph: StepGraph, boundaries: number): number {
  let [low, high] = [Math.max(0, ...graph.steps.map(({ delay }) => delay)), 0];
  high = Math.max(low, latest(graph));
  if (fits(graph, low, boundaries)) return low;
  while (high - low > 0.001) {
    const middle = (low + high) / 2;
    if (fits(graph, middle, boundaries)) high = middle;
    else low = middle;
  }
  return high;
}

const fits = (graph: StepGraph, period: number, boundaries: number): boolean =>
  asSoonAsPossible(graph, period, boundaries) !== null;

/** The longest path through the whole datapath. */
export function latest({ steps }: StepGraph): number {
  const arrival: number[] = [];
  for (const step of steps) arrival.push(begin(step, ({ index }) => arrival[index] ?? 0) + step.delay);
  return Math.max(0, ...arrival);
}

/** Each step in the first stage that it fits into, ports in the last; null if there are too few stages. */
function asSoonAsPossible({ steps }: StepGraph, period: number, last: number): Stages | null {
  const stages: Stages = [];
  const arrival: number[] = [];
  for (const step of steps) {
    const { kind, uses } = step;
    if (kind === "port") {
      stages.push(last);
      arrival.push(0);
      continue;
    }
    const end = (stage: number): number =>
      begin(step, (of) => (stages[of.index] === stage ? (arrival[of.index] ?? 0) : launch(of))) + step.delay;
    let stage = Math.max(0, ...uses.map(({ of }) => stages[of.index] ?? 0));
    if (end(stage) > period + tolerance) stage++;
    if (stage > last || end(stage) > period + tolerance) return null;
    stages.push(stage);
    arrival.push(end(stage));
  }
  return stages;
}

/** Sums of delays are not exact. */
const tolerance = 1e-9;

/**
 * Moves the boundary between the stages `boundary` − 1 and `boundary` to where the fewest bits cross it. A step may stand
 * before it if the path from the boundary before takes at most the period. It may stand after it if the path to the
 * boundary after does. No step may stand before one that it uses.
 * @returns whether a step changed sides
 */
function moveBoundary(
  { steps }: StepGraph,
  bundles: readonly Bundle[],
  stages: Stages,
  boundary: number,
  period: number,
): boolean {
  const isInside = ({ index }: Step): boolean => stages[index] === boundary - 1 || stages[index] === boundary;
  const inside = steps.filter(isInside);
  const last = Math.max(...stages);
  const isLast = ({ kind }: Step): boolean => kind === "port" && boundary === last;
  const { heads, rests } = paths(inside, isInside);
  const network = new FlowNetwork();
  const nodes = new Map<Step, number>();
  for (const step of inside) {
    const node = network.addNode();
    nodes.set(step, node);
    const rest = rests.get(step) ?? 0;
    if (step.kind === "input") network.addEdge(FlowNetwork.source, node, Infinity);
    else if ((heads.get(step) ?? 0) > period + tolerance || isLast(step))
      network.addEdge(node, FlowNetwork.sink, Infinity);
    for (const { of, delay = 0 } of step.uses) {
      const used = nodes.get(of);
      if (used !== undefined) network.addEdge(node, used, Infinity);
      // From a register this path is too long: if the operand is before the boundary, so is the step.
      if (launch(of) + delay + rest > period + tolerance)
        network.addEdge(used ?? FlowNetwork.source, node, Infinity);
    }
  }
  const place = (step: Step): number | undefined =>
    nodes.get(step) ?? ((stages[step.index] ?? 0) < boundary ? FlowNetwork.source : FlowNetwork.sink);
  for (const { source, consumers, bits } of bundles) {
    const from = place(source);
    const to = new Set(consumers.map(place).filter((node) => node !== FlowNetwork.source));
    if (from === undefined || from === FlowNetwork.sink || to.size === 0) continue;
    const crossing = network.addNode();
    network.addEdge(from, crossing, bits);
    for (const node of to) if (node !== undefined) network.addEdge(crossing, node, Infinity);
  }
  const isBefore = network.minimumCut();
  let hasMoved = false;
  for (const [{ index }, node] of nodes) {
    const stage = isBefore[node] === true ? boundary - 1 : boundary;
    hasMoved ||= stages[index] !== stage;
    stages[index] = stage;
  }
  return hasMoved;
}

/** The longest paths within some steps: to the end of each, and from its beginning to the last end. */
function paths(inside: readonly Step[], isInside: (step: Step) => boolean) {
  const heads = new Map<Step, number>();
  const rests = new Map<Step, number>();
  for (const step of inside) {
    heads.set(step, begin(step, (of) => heads.get(of) ?? launch(of)) + step.delay);
    rests.set(step, step.delay);
  }
  for (const step of inside.toReversed())
    for (const { of, delay = 0 } of step.uses)
      if (isInside(of))
        rests.set(of, Math.max(rests.get(of) ?? 0, of.delay + delay + (rests.get(step) ?? 0)));
  return { heads, rests };
}

/** Arrival time of a step's latest operand. */
const begin = ({ uses }: Step, arrival: (of: Step) => number): number =>
  Math.max(0, ...uses.map(({ of, delay = 0 }) => arrival(of) + delay));

/** Arrival time of a value in later stages than its own: its register's delay. */
const launch = ({ launch = 0 }: Step): number => launch;
