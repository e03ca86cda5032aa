import { expect, test } from "vitest";
import type { Design } from "../../../generators/design.js";
import { makeDesign } from "../../../generators/make-design.js";
import { parseDesign } from "../../../generators/request.js";
import type { Operator } from "../../../generators/contract/operator.js";
import { wordsOf } from "../../../sim/vectors/vectors.js";
import { linesFor, WordFiles } from "../../../sim/vectors/word-files.js";

const linesOf = (files: WordFiles, design: Design, options = {}): string => {
  const vectors = files.vectors(design, options);
  return files.lines(design, vectors, 0, vectors.count);
};

/** The operator with a golden model that counts how often it is asked. */
function counting(name: string): { operator: Operator; asked: () => number } {
  const { operator } = parseDesign(name);
  let asked = 0;
  const golden: Operator["golden"] = (parameters) => {
    const model = operator.golden?.(parameters) ?? expect.fail("no golden model");
    return (inputs) => {
      asked++;
      return model(inputs);
    };
  };
  return { operator: { ...operator, golden }, asked: () => asked };
}

test("the golden model is asked once for designs that differ in how they are made", () => {
  const { operator, asked } = counting("PlamMult n=4 es=0");
  const files = new WordFiles();
  const lines = ["area", "balanced", "delay"].map((objective) =>
    linesOf(files, makeDesign(operator, { n: "4", es: "0", objective })),
  );
  expect(new Set(lines).size).toBe(1);
  expect(lines[0]?.split("\n")).toHaveLength(256);
  expect(asked()).toBe(256);
});

test.each([
  ["another parameter", "PlamMult n=6 es=0", "PlamMult n=6 es=1", {}],
  ["another operator of the same ports", "PlamMult n=6 es=0", "PositMult n=6 es=0", {}],
  ["registers", "PlamMult n=6 es=0", "PlamMult n=6 es=0 stages=1", {}],
  ["another seed", "PlamMult n=6 es=0", "PlamMult n=6 es=0", { seed: 2 }],
  ["other vectors", "PlamMult n=6 es=0", "PlamMult n=6 es=0", { vectors: 7 }],
])("%s has lines of its own", (_, one, other, options) => {
  const files = new WordFiles();
  const sampled = { exhaustiveBits: 4, vectors: 100 };
  const [first, second] = [parseDesign(one), parseDesign(other)];
  const remembered = [linesOf(files, first, sampled), linesOf(files, second, { ...sampled, ...options })];
  expect(remembered[0]).not.toBe(remembered[1]);
  expect(linesOf(files, first, sampled)).toBe(remembered[0]);
  expect(remembered[1]).toBe(linesOf(new WordFiles(), second, { ...sampled, ...options }));
});

test("a part of the vectors is that part", () => {
  const files = new WordFiles();
  const design = parseDesign("PlamMult n=4 es=0");
  const vectors = files.vectors(design, {});
  const whole = linesFor(design, wordsOf(vectors, 0, 256)).split("\n");
  expect(files.lines(design, vectors, 0, 100).split("\n")).toEqual(whole.slice(0, 100));
  expect(files.lines(design, vectors, 100, 156).split("\n")).toEqual(whole.slice(100));
  expect(files.lines(design, vectors, 0, 100).split("\n")).toEqual(whole.slice(0, 100));
});
