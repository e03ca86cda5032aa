import { liveNodes, type Circuit } from "../circuit.js";
import { isComplement, nodeOf, type Literal } from "../graph.js";
import type { Plane, PlaneCode } from "./plane-code.js";

/** A plane that holds a function or, `inverted`, its complement. */
export interface SignedPlane {
  readonly plane: Plane;
  readonly inverted: boolean;
}

/** Where the planes of inputs and taps come from. */
export interface PlaneSources {
  input(bit: number): Plane;
  /** What a tap makes of the plane that drives it; left out, the circuit must have no taps. */
  tap?(index: number, of: SignedPlane): SignedPlane;
}

/**
 * Adds a circuit to plane code, one instruction for each AND and XOR. Complements cost nothing: where both operands of an AND
 * are inverted, their OR is the AND's complement.
 * @returns the planes of the outputs, bit 0 first
 */
export function circuitCode(circuit: Circuit, code: PlaneCode, sources: PlaneSources): SignedPlane[] {
  const planes = new Map<number, SignedPlane>([[0, { plane: code.repeated(0), inverted: false }]]);
  for (const number of liveNodes(circuit)) planes.set(number, node(number));
  return circuit.outputs.map(planeOf);

  function planeOf(literal: Literal): SignedPlane {
    const found = planes.get(nodeOf(literal));
    if (found === undefined) throw new RangeError(`node ${nodeOf(literal)} is used before it is computed`);
    return isComplement(literal) ? { plane: found.plane, inverted: !found.inverted } : found;
  }

  function node(number: number): SignedPlane {
    const node = circuit.graph.nodes[number];
    switch (node?.kind) {
      case "input":
        return { plane: sources.input(node.bit), inverted: false };
      case "tap":
        if (sources.tap === undefined) throw new RangeError("the circuit has taps");
        return sources.tap(node.index, planeOf(node.of));
      case "and":
        return and(planeOf(node.left), planeOf(node.right));
      case "xor": {
        const [a, b] = [planeOf(node.left), planeOf(node.right)];
        return { plane: code.xor(a.plane, b.plane), inverted: a.inverted !== b.inverted };
      }
      default:
        throw new RangeError(`there is no node ${number}`);
    }
  }

  function and(a: SignedPlane, b: SignedPlane): SignedPlane {
    if (a.inverted && b.inverted) return { plane: code.or(a.plane, b.plane), inverted: true };
    if (a.inverted) return { plane: code.andNot(b.plane, a.plane), inverted: false };
    if (b.inverted) return { plane: code.andNot(a.plane, b.plane), inverted: false };
    return { plane: code.and(a.plane, b.plane), inverted: false };
  }
}

/** The plane of the lanes in which outputs are not as expected. */
export function differences(
  code: PlaneCode,
  outputs: readonly SignedPlane[],
  expected: readonly Plane[],
): Plane {
  const ones = code.repeated(-1);
  return outputs
    .map(({ plane, inverted }, bit) => {
      const difference = code.xor(plane, expected[bit] ?? code.repeated(0));
      return inverted ? code.xor(difference, ones) : difference;
    })
    .reduce((all, one) => code.or(all, one));
}
