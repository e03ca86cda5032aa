import { FlowNetwork } from "./max-flow.js";
import { netsOf, type Graph, type Net, type Step } from "./graph.js";

/** In which stage each step is, from 0, by its index. */
type Stages = number[];

export interface Schedule {
  readonly stageOf: readonly number[];
  /** The longest way through a stage, in FO4; registers' own time is not in it. */
  readonly period: number;
}

/**
 * Divides a datapath into `boundaries` + 1 stages: as short ones as there can be, and among those with as few register
 * bits as were found. A boundary is moved to where the fewest bits cross it, which a minimum cut finds exactly while
 * the others stand still; so one after the other, until none moves.
 */
export function schedule(graph: Graph, boundaries: number): Schedule {
  const period = shortestPeriod(graph, boundaries);
  const stages = asSoonAsPossible(graph, period, boundaries);
  if (stages === null) throw new RangeError("the shortest period is too short");
  const nets = netsOf(graph);
  let bits = registerBits(nets, stages);
  for (let round = 0; round < mostRounds; round++) {
    for (let boundary = 1; boundary <= boundaries; boundary++)
      moveBoundary(graph, nets, stages, boundary, period);
    const fewer = registerBits(nets, stages);
    if (fewer >= bits) break;
    bits = fewer;
  }
  return { stageOf: stages, period };
}

/** Rounds in which every boundary moves; three are usual. */
const mostRounds = 12;

/** Bits that cross boundaries, each boundary counted. */
function registerBits(nets: readonly Net[], stages: Stages): number {
  return nets.reduce((sum, { source, consumers, bits }) => {
    const last = Math.max(...consumers.map(({ index }) => stages[index] ?? 0));
    return sum + bits * (last - (stages[source.index] ?? 0));
  }, 0);
}

/** The shortest period that leaves no more boundaries than these, to a thousandth of an FO4. */
function shortestPeriod(graph: Graph, boundaries: number): number {
  let [low, high] = [Math.max(0, ...graph.steps.map(({ delay }) => delay)), 0];
  high = Math.max(low, latest(graph));
  const fits = (period: number): boolean => asSoonAsPossible(graph, period, boundaries) !== null;
  if (fits(low)) return low;
  while (high - low > 0.001) {
    const middle = (low + high) / 2;
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The longest way through the whole datapath, in FO4. */
export function latest({ steps }: Graph): number {
  const arrival: number[] = [];
  for (const { uses, delay } of steps)
    arrival.push(Math.max(0, ...uses.map(({ of }) => arrival[of.index] ?? 0)) + delay);
  return Math.max(0, ...arrival);
}

/** Each step in the first stage that it fits into, ports in the last. Null where there are not enough stages. */
function asSoonAsPossible({ steps }: Graph, period: number, last: number): Stages | null {
  const stages: Stages = [];
  const arrival: number[] = [];
  for (const { kind, uses, delay } of steps) {
    if (kind === "port") {
      stages.push(last);
      arrival.push(0);
      continue;
    }
    if (delay > period) return null;
    const stage = Math.max(0, ...uses.map(({ of }) => stages[of.index] ?? 0));
    const ready = Math.max(
      0,
      ...uses.filter(({ of }) => stages[of.index] === stage).map(({ of }) => arrival[of.index] ?? 0),
    );
    const fits = ready + delay <= period + tolerance;
    if ((fits ? stage : stage + 1) > last) return null;
    stages.push(fits ? stage : stage + 1);
    arrival.push(fits ? ready + delay : delay);
  }
  return stages;
}

/** Sums of delays are not exact. */
const tolerance = 1e-9;

/**
 * Moves one boundary, between the stages `boundary` − 1 and `boundary`, to where the fewest bits cross it. A step may
 * stand before it that is reached from the boundary before within the period, and after it from where the boundary
 * after is reached within the period; no step may stand before one that it uses.
 */
function moveBoundary(
  { steps }: Graph,
  nets: readonly Net[],
  stages: Stages,
  boundary: number,
  period: number,
): void {
  const isInside = ({ index }: Step): boolean => stages[index] === boundary - 1 || stages[index] === boundary;
  const inside = steps.filter(isInside);
  const last = Math.max(...stages);
  const isLast = ({ kind }: Step): boolean => kind === "port" && boundary === last;
  const { heads, tails } = paths(inside, isInside);
  const network = new FlowNetwork();
  const nodes = new Map<Step, number>();
  for (const step of inside) {
    const node = network.addNode();
    nodes.set(step, node);
    const [head, tail] = [heads.get(step) ?? 0, tails.get(step) ?? 0];
    if (step.kind === "input" || tail > period + tolerance)
      network.addEdge(FlowNetwork.source, node, Infinity);
    else if (head > period + tolerance || isLast(step)) network.addEdge(node, FlowNetwork.sink, Infinity);
    for (const { of } of step.uses) {
      const used = nodes.get(of);
      if (used !== undefined) network.addEdge(node, used, Infinity);
    }
  }
  const place = (step: Step): number | undefined =>
    nodes.get(step) ?? ((stages[step.index] ?? 0) < boundary ? FlowNetwork.source : FlowNetwork.sink);
  for (const { source, consumers, bits } of nets) {
    const from = place(source);
    const to = new Set(consumers.map(place).filter((node) => node !== FlowNetwork.source));
    if (from === undefined || from === FlowNetwork.sink || to.size === 0) continue;
    const crossing = network.addNode();
    network.addEdge(from, crossing, bits);
    for (const node of to) if (node !== undefined) network.addEdge(crossing, node, Infinity);
  }
  const isBefore = network.minimumCut();
  for (const [step, node] of nodes) stages[step.index] = isBefore[node] === true ? boundary - 1 : boundary;
}

/** The longest ways within some steps, in FO4: to the end of each, and from its beginning to the last end. */
function paths(inside: readonly Step[], isInside: (step: Step) => boolean) {
  const heads = new Map<Step, number>();
  const tails = new Map<Step, number>();
  for (const step of inside) {
    const before = step.uses.filter(({ of }) => isInside(of)).map(({ of }) => heads.get(of) ?? 0);
    heads.set(step, Math.max(0, ...before) + step.delay);
    tails.set(step, step.delay);
  }
  for (const step of inside.toReversed())
    for (const { of } of step.uses)
      if (isInside(of)) tails.set(of, Math.max(tails.get(of) ?? 0, of.delay + (tails.get(step) ?? 0)));
  return { heads, tails };
}
