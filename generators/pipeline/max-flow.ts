/** A flow network from node 0, the source, to node 1, the sink. */
export class FlowNetwork {
  /** Where each edge ends and what it still takes; edges 2i and 2i + 1 are the two directions of one. */
  private readonly ends: number[] = [];
  private readonly capacities: number[] = [];
  /** The edges that begin in each node. */
  private readonly from: number[][] = [[], []];

  static readonly source = 0;
  static readonly sink = 1;

  /** @returns the number of a new node */
  addNode(): number {
    return this.from.push([]) - 1;
  }

  /** @param capacity Infinity for an edge that no cut may have */
  addEdge(from: number, to: number, capacity: number): void {
    const edge = this.ends.length;
    this.from[from]?.push(edge);
    this.from[to]?.push(edge + 1);
    this.ends.push(to, from);
    this.capacities.push(capacity, 0);
  }

  /**
   * A minimum cut (E. A. Dinic 1970): whether each node is on the source's side.
   * @throws {RangeError} every cut has an edge of infinite capacity
   */
  minimumCut(): boolean[] {
    for (let levels = this.levels(); (levels[FlowNetwork.sink] ?? -1) >= 0; levels = this.levels()) {
      const next = this.from.map(() => 0);
      while (this.push(levels, next) > 0);
    }
    return this.levels().map((level) => level >= 0);
  }

  /** Each node's distance from the source in the residual network, in edges; −1 if it is unreachable. */
  private levels(): number[] {
    const levels = this.from.map(() => -1);
    levels[FlowNetwork.source] = 0;
    const queue = [FlowNetwork.source];
    for (const node of queue)
      for (const index of this.from[node] ?? []) {
        const to = this.endOf(index);
        if (this.capacityOf(index) <= 0 || (levels[to] ?? 0) >= 0) continue;
        levels[to] = (levels[node] ?? 0) + 1;
        queue.push(to);
      }
    return levels;
  }

  /** Pushes flow along one shortest augmenting path; 0 if there is none left. */
  private push(levels: readonly number[], next: number[]): number {
    const path: number[] = [];
    let node = FlowNetwork.source;
    while (node !== FlowNetwork.sink) {
      const index = this.from[node]?.[next[node] ?? 0];
      if (index === undefined) {
        const last = path.pop();
        if (last === undefined) return 0;
        node = this.endOf(last ^ 1);
        next[node] = (next[node] ?? 0) + 1;
        continue;
      }
      const to = this.endOf(index);
      if (this.capacityOf(index) > 0 && levels[to] === (levels[node] ?? 0) + 1) {
        path.push(index);
        node = to;
      } else next[node] = (next[node] ?? 0) + 1;
    }
    const flow = Math.min(...path.map((index) => this.capacityOf(index)));
    if (flow === Infinity) throw new RangeError("every cut has an edge of infinite capacity");
    for (const index of path) {
      this.capacities[index] = this.capacityOf(index) - flow;
      this.capacities[index ^ 1] = this.capacityOf(index ^ 1) + flow;
    }
    return flow;
  }

  private endOf(edge: number): number {
    return this.ends[edge] ?? FlowNetwork.source;
  }

  private capacityOf(edge: number): number {
    return this.capacities[edge] ?? 0;
  }
}
