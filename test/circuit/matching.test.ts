import { expect, test } from "vitest";
import { Graph, no, not, yes } from "../../circuit/graph.js";
import { matchByFunction, matchByName, namedRegisters } from "../../circuit/matching.js";
import { Signatures } from "../../circuit/signatures.js";
import { Random } from "../../operands/random.js";

const named = (name: string, register: string, inverted = false) => ({ name, register, inverted });

test("registers are pairs where a name stands for both, and their polarities are compared", () => {
  const left = [named("held", "a"), named("r", "a"), named("~valid", "b", true), named("only", "c")];
  const right = [named("r", "q", true), named("~valid", "v", true), named("other", "w")];
  expect(matchByName(left, right)).toEqual([
    { name: "~valid", left: "b", right: "v", inverted: false },
    { name: "r", left: "a", right: "q", inverted: true },
  ]);
});

test("a register is in one pair at most, with the partner that holds the same if there is one", () => {
  const left = [named("x", "a"), named("y", "a"), named("z", "b")];
  expect(
    matchByName(left, [named("x", "p", true), named("y", "q"), named("z", "q")]).map((pair) => [
      pair.left,
      pair.right,
    ]),
  ).toEqual([["a", "q"]]);
});

test("signals stand for registers directly or as complements; ports and gates do not", () => {
  const graph = new Graph();
  const [port, first, second] = [graph.input(0), graph.input(1), graph.input(2)];
  const signals = [
    ["port", port],
    ["first", first],
    ["not second", not(second)],
    ["gate", graph.and(first, second)],
    ["constant", yes],
  ] as const;
  expect(namedRegisters(graph, signals, 1)).toEqual([
    { name: "first", register: 0, inverted: false },
    { name: "not second", register: 1, inverted: true },
  ]);
});

test("a function is found under the first name that carries it or its complement", () => {
  const graph = new Graph(false);
  const [a, b] = [graph.input(0), graph.input(1)];
  const known = [
    ["a or b", graph.or(a, b)],
    ["again", graph.or(a, b)],
    ["a", a],
  ] as const;
  const wanted = [
    ["nor", graph.and(not(a), not(b))],
    ["or", not(graph.and(not(a), not(b)))],
    ["not a", not(a)],
    ["xor", graph.xor(a, b)],
    ["zero", no],
  ] as const;
  const signatures = new Signatures(graph, [], Random.seeded(1));
  expect(matchByFunction(known, wanted, signatures)).toEqual(
    new Map([
      ["nor", { name: "a or b", inverted: true }],
      ["or", { name: "a or b", inverted: false }],
      ["not a", { name: "a", inverted: true }],
    ]),
  );
});
