import { liveNodes, type Circuit } from "../../circuit/circuit.js";
import { nodeOf, operandsOf, type Literal } from "../../circuit/graph.js";

/** A tap of a circuit as a gate with a delay. The nodes between it and its sources have none. */
export interface TimedGate {
  /** The tap's node. */
  readonly node: number;
  /** The tap's number among the taps. */
  readonly tap: number;
  /** The gate's function. */
  readonly of: Literal;
  /** The ANDs and XORs between its sources and this tap, in topological order. */
  readonly cone: readonly number[];
  /** The taps and inputs at which the cone begins. */
  readonly sources: readonly number[];
}

/** The gates that a circuit's outputs depend on, a driver before what it drives. */
export function timedGates(circuit: Circuit): TimedGate[] {
  const { nodes } = circuit.graph;
  return liveNodes(circuit).flatMap((number): TimedGate[] => {
    const node = nodes[number];
    return node?.kind === "tap" ? [{ node: number, tap: node.index, of: node.of, ...coneOf(node.of) }] : [];
  });

  function coneOf(of: Literal): Pick<TimedGate, "cone" | "sources"> {
    const cone = new Set<number>();
    const sources = new Set<number>();
    const visit = (number: number): void => {
      const node = nodes[number];
      if (node === undefined || node.kind === "constant" || cone.has(number)) return;
      if (node.kind === "input" || node.kind === "tap") sources.add(number);
      else {
        cone.add(number);
        for (const operand of operandsOf(node)) visit(nodeOf(operand));
      }
    };
    visit(nodeOf(of));
    return { cone: [...cone].sort((a, b) => a - b), sources: [...sources] };
  }
}
