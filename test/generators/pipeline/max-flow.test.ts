import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FlowNetwork } from "../../../generators/pipeline/max-flow.js";

const edge = fc.record({ from: fc.nat(5), to: fc.nat(5), capacity: fc.nat(9) });
interface Edge {
  readonly from: number;
  readonly to: number;
  readonly capacity: number;
}

function networkOf(edges: readonly Edge[]): FlowNetwork {
  const network = new FlowNetwork();
  for (let node = 2; node < 6; node++) network.addNode();
  for (const { from, to, capacity } of edges) network.addEdge(from, to, capacity);
  return network;
}

const weight = (edges: readonly Edge[], isSource: (node: number) => boolean): number =>
  edges.reduce((sum, { from, to, capacity }) => sum + (isSource(from) && !isSource(to) ? capacity : 0), 0);

describe("a minimum cut", () => {
  test("is as light as the lightest of all cuts", () => {
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 14 }), (edges) => {
        const cut = networkOf(edges).minimumCut();
        expect(cut[FlowNetwork.source]).toBe(true);
        expect(cut[FlowNetwork.sink]).toBe(false);
        const all = Array.from({ length: 16 }, (_, others) =>
          weight(edges, (node) => node === 0 || (node > 1 && ((others >> (node - 2)) & 1) === 1)),
        );
        expect(weight(edges, (node) => cut[node] === true)).toBe(Math.min(...all));
      }),
    );
  });

  test("never has an edge of infinite capacity", () => {
    const edges = [
      { from: 0, to: 2, capacity: Infinity },
      { from: 2, to: 1, capacity: 3 },
    ];
    expect(networkOf(edges).minimumCut()[2]).toBe(true);
    expect(() => networkOf([{ from: 0, to: 1, capacity: Infinity }]).minimumCut()).toThrow(RangeError);
  });
});
