import { describe, expect, test } from "vitest";
import { normalise, normaliserMeanings, type Normaliser } from "../../../generators/blocks/normalise.js";
import { evaluator, Module, v } from "../../../generators/hdl/index.js";

describe.each(Object.keys(normaliserMeanings) as Normaliser[])("%s", (normaliser) => {
  test.each([1, 2, 3, 4, 5, 7, 8, 9, 14])("counts and shifts out the zeros before %d bits", (width) => {
    const m = Module.create("m");
    const value = m.input("x", width);
    const { count, rest } = normalise(m.scope("found"), value, { fill: v`1'b1`, normaliser });
    m.output("count", count.width, count);
    m.output("rest", Math.max(1, rest.width), v`{${rest}, {${rest.width === 0 ? 1 : 0}{1'b0}}}`);
    const evaluate = evaluator(m);
    for (let x = 0; x < 2 ** width; x++) {
      const text = x.toString(2).padStart(width, "0");
      const zeros = text.includes("1") ? text.indexOf("1") : width;
      const behind = text.slice(zeros + 1).padEnd(width - 1, "1");
      const shown = evaluate({ x: BigInt(x) });
      expect([shown.count, shown.rest], text).toEqual([BigInt(zeros), BigInt(`0b${behind || "0"}`)]);
    }
  });

  test("counts one place less where there is a one for sure", () => {
    const m = Module.create("m");
    const { count } = normalise(m.scope("found"), m.input("x", 8), {
      fill: v`1'b0`,
      normaliser,
      nonzero: true,
    });
    expect(count.width).toBe(3);
    m.output("count", 3, count);
    const evaluate = evaluator(m);
    for (let x = 1; x < 256; x++)
      expect(evaluate({ x: BigInt(x) }).count).toBe(BigInt(x.toString(2).padStart(8, "0").indexOf("1")));
  });
});

test.each(["blocks", "select"] as const)("%s shifts other bits by the count", (normaliser) => {
  const m = Module.create("m");
  const [value, data] = [m.input("x", 6), m.input("y", 5)];
  const { rest } = normalise(m.scope("found"), value, { fill: v`1'b0`, normaliser, data });
  m.output("rest", 5, rest);
  const evaluate = evaluator(m);
  for (let place = 0; place < 6; place++)
    for (let y = 0; y < 32; y++) {
      const x = BigInt(32 >> place);
      expect(evaluate({ x, y: BigInt(y) }).rest).toBe(BigInt((y << place) & 31));
    }
});

describe.each(["blocks", "select"] as const)("%s", (normaliser) => {
  test.each([1, 2, 4, 5, 9])("counts and shifts out the leading ones or zeros of %d bits", (width) => {
    const m = Module.create("m");
    const [value, like] = [m.input("x", width), m.input("like", 1)];
    const { count, rest } = normalise(m.scope("found"), value, { fill: v`1'b0`, normaliser, like });
    m.output("count", count.width, count);
    m.output("rest", width, v`{${rest}, 1'b0}`);
    const evaluate = evaluator(m);
    for (const bit of ["0", "1"])
      for (let x = 0; x < 2 ** width; x++) {
        const text = x.toString(2).padStart(width, "0");
        const other = bit === "0" ? "1" : "0";
        const run = text.includes(other) ? text.indexOf(other) : width;
        const behind = text.slice(run + 1).padEnd(width, "0");
        const shown = evaluate({ x: BigInt(x), like: BigInt(bit) });
        expect([shown.count, shown.rest], `${text} like ${bit}`).toEqual([
          BigInt(run),
          BigInt(`0b${behind}`),
        ]);
      }
  });
});
