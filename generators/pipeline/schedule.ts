import { FlowNetwork } from "./max-flow.js";
import { netsOf, type Graph, type Net, type Step } from "./graph.js";

/** In which stage each step is, from 0, by its index. */
type Stages = number[];

export interface Schedule {
  readonly stageOf: readonly number[];
  /** The longest way through a stage, in the graph's unit; of registers only their launch is in it. */
  readonly period: number;
}

/**
 * Divides a datapath into `boundaries` + 1 stages: as short ones as there can be, and among those with as few register
 * bits as were found. A boundary is moved to where the fewest bits cross it, which a minimum cut finds exactly while
 * the others stand still; so one after the other, until none moves.
 * @param relaxed how many times the shortest period a stage may last, which can save registers
 */
export function schedule(graph: Graph, boundaries: number, relaxed = 1): Schedule {
  const shortest = shortestPeriod(graph, boundaries);
  // As soon as possible can be too soon for a value whose register takes long; then the shortest period stands.
  const period = [shortest * relaxed, shortest].find((each) => fits(graph, each, boundaries)) ?? shortest;
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

/** The shortest period that leaves no more boundaries than these, to a thousandth of the unit. */
function shortestPeriod(graph: Graph, boundaries: number): number {
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

const fits = (graph: Graph, period: number, boundaries: number): boolean =>
  asSoonAsPossible(graph, period, boundaries) !== null;

/** The longest way through the whole datapath. */
export function latest({ steps }: Graph): number {
  const arrival: number[] = [];
  for (const step of steps) arrival.push(begin(step, ({ index }) => arrival[index] ?? 0) + step.delay);
  return Math.max(0, ...arrival);
}

/** Each step in the first stage that it fits into, ports in the last. Null where there are not enough stages. */
function asSoonAsPossible({ steps }: Graph, period: number, last: number): Stages | null {
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
      // what is used from a register, and too late then, stands before the boundary with it
      if (launch(of) + delay + rest > period + tolerance)
        network.addEdge(used ?? FlowNetwork.source, node, Infinity);
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

/** The longest ways within some steps: to the end of each, and from its beginning to the last end. */
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

/** When all that a step uses is there. */
const begin = ({ uses }: Step, arrival: (of: Step) => number): number =>
  Math.max(0, ...uses.map(({ of, delay = 0 }) => arrival(of) + delay));

/** When a value is there in a later stage than its own: its register's delay. */
const launch = ({ launch = 0 }: Step): number => launch;
