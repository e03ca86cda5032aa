import { expect, test } from "vitest";
import { gateKinds } from "../../../generators/blocks/gates/kinds.js";
import { netlistRows } from "../../../generators/operators/shared/netlist-rows.js";
import { runnableNetlist } from "../../../golden/gate-netlist.js";

/** Every gate there is, of inputs that are operands and then also gates; every output is another one. */
function everyGate(n: number): { gates: string[]; outputs: string[] } {
  const names = Array.from({ length: 2 * n }, (_, bit) => (bit < n ? `x${bit}` : `y${bit - n}`));
  const gates = [0, 1].flatMap((turn) =>
    Object.entries(gateKinds).map(([kind, { inputs }], index) => {
      const taken = Array.from(
        { length: inputs },
        (_, k) => names[(5 * index + 7 * k + turn) % names.length],
      );
      names.push(`g${names.length - 2 * n}`);
      return `${kind} ${taken.join(" ")}`;
    }),
  );
  const outputs = Array.from({ length: 2 * n }, (_, bit) => (bit === 3 ? "1" : `g${gates.length - 1 - bit}`));
  return { gates, outputs };
}

test.each([9, 13, 16])("%i bits: results of rows are those of the gates by their names", (n) => {
  for (const outputs of [everyGate(n).outputs, everyGate(n).outputs.map((_, bit) => `g${bit}`)]) {
    const { gates } = everyGate(n);
    const golden = runnableNetlist({ operands: { x: n, y: n }, resultBits: 2 * n, gates, outputs });
    const fast = netlistRows({
      ...{ n, acc: 0, signed: false, gates, outputs },
      result: (word) => golden.of([word])[0] ?? 0,
      results: (first, count) => golden.from(first, count),
    });
    for (const length of [32, 128, 4096])
      for (const share of [0, 0.25, 0.7265625, 1 - length / 2 ** (2 * n)]) {
        const first = Math.floor((share * 2 ** (2 * n)) / length) * length;
        const found = new Uint32Array(length);
        fast(first, found);
        expect(found).toEqual(golden.from(first, length));
        expect(new Set(found).size).toBeGreaterThan(1);
      }
  }
});
