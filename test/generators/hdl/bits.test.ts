import { describe, expect, test } from "vitest";
import { gateDelays, settlesAt } from "../../../generators/hdl/bits/delay.js";
import { expand } from "../../../generators/hdl/bits/expand.js";
import { BitNetwork } from "../../../generators/hdl/bits/network.js";
import { evaluator, Module, v, type Expression, type Signal } from "../../../generators/hdl/index.js";
import { parseDesigns } from "../../../generators/request.js";

/** What a network gives for its inputs' bits, in their order. */
function simulate({ network, ends }: ReturnType<typeof expand>, inputs: readonly bigint[]): bigint {
  const values: boolean[] = [];
  let next = 0;
  const read = (bit: number): boolean => (values[bit >> 1] ?? false) !== ((bit & 1) === 1);
  for (const { kind, of } of network.gates) {
    const bits = of.map(read);
    const [condition, then = false, otherwise = false] = bits;
    if (kind === "input") values.push(inputs[next++] === 1n);
    else if (kind === "and") values.push(bits.every(Boolean));
    else if (kind === "xor") values.push(bits.filter(Boolean).length % 2 === 1);
    else values.push(kind === "select" && (condition === true ? then : otherwise));
  }
  return ends.reduce((word, bit, index) => word | (BigInt(read(bit)) << BigInt(index)), 0n);
}

/** Each design's outputs, the first one lowest, for patterns on all its inputs. */
function compare(m: Module): void {
  const circuit = expand(m);
  const evaluate = evaluator(m);
  let state = 1n;
  for (let trial = 0; trial < 200; trial++) {
    const inputs = m.inputs.map(({ width }) => {
      state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
      return trial % 3 === 0 ? BigInt.asUintN(width, state >> 40n) : BigInt.asUintN(width, state >> 20n);
    });
    const given = Object.fromEntries(m.inputs.map(({ name }, index) => [name, inputs[index] ?? 0n]));
    const bits = m.inputs.flatMap(({ width }, index) =>
      Array.from({ length: width }, (_, bit) => ((inputs[index] ?? 0n) >> BigInt(bit)) & 1n),
    );
    const results = evaluate(given);
    let expected = 0n;
    for (const { name, width } of m.outputs.toReversed())
      expected = (expected << BigInt(width)) | (results[name] ?? 0n);
    expect(simulate(circuit, bits)).toBe(expected);
  }
}

const binary = (width: number, build: (a: Signal, b: Signal, s: Signal) => Expression): Module => {
  const m = Module.create("m");
  m.output("r", width, build(m.input("a", 5), m.input("b", 5), m.input("s", 1)));
  return m;
};

describe("a module bit by bit computes what it did", () => {
  test.each<[string, number, (a: Signal, b: Signal, s: Signal) => Expression]>([
    ["sum", 6, (a, b) => v`${a} + ${b}`],
    ["sum with carry", 6, (a, b, s) => v`${a} + ${b} + ${s}`],
    ["increment", 6, (a, _, s) => v`${a} + ${s}`],
    ["difference", 5, (a, b) => v`${a} - ${b}`],
    ["product", 10, (a, b) => v`${a} * ${b}`],
    ["less", 1, (a, b) => v`${a} < ${b}`],
    ["not less", 1, (a, b) => v`${a} >= ${b}`],
    ["greater", 1, (a, b) => v`${a} > ${b}`],
    ["not greater", 1, (a, b) => v`${a} <= ${b}`],
    ["equal", 1, (a, b) => v`${a} == ${b}`],
    ["different", 1, (a, b) => v`${a} != ${b}`],
    ["shift left", 5, (a, b) => v`${a} << ${b.bits(2, 0)}`],
    ["shift right", 5, (a, b) => v`${a} >> ${b.bits(2, 0)}`],
    ["selections of themselves", 5, (a, b, s) => v`(${s} ? ${a} : ~${a}) ^ {5{${s} ? ${s} : ${b.bit(0)}}}`],
    ["reductions", 1, (a, b) => v`(&${a}) | (^${b}) | ~(|${a})`],
  ])("%s", (_, width, build) => {
    compare(binary(width, build));
  });

  test.each(["PositMult n=8 es=1", "FloatAdd format=e4m3", "TosamMult n=8 h=1 t=5 sign=c1", "IntMult n=6"])(
    "%s",
    (spec) => {
      const [design] = parseDesigns(spec.split(" "));
      if (design !== undefined) compare(design.module());
      expect(design).toBeDefined();
    },
  );
});

describe("delays", () => {
  test("a late bit goes through the fewest gates of a tree", () => {
    const chain = (bits: number): number => {
      const n = new BitNetwork();
      const early = Array.from({ length: bits }, () => n.input());
      const late = n.select(n.input(), n.input(), n.input());
      return settlesAt(n, [n.and([...early, late])], { ...gateDelays, select: 20 });
    };
    expect(chain(32) - chain(1)).toBeLessThan(gateDelays.and);
  });

  test("what adds nothing takes no time", () => {
    const padded = binary(8, (a) => v`{2'b0, ${a}, 1'b0} + 8'd0`);
    const { network, ends } = expand(padded);
    expect(settlesAt(network, ends)).toBe(gateDelays.ports);
  });
});
