import { add, type Adder } from "../../generators/blocks/adders/index.js";
import { alignRight } from "../../generators/blocks/align.js";
import { anticipate } from "../../generators/blocks/anticipate.js";
import { multiply, type MultiplierArchitecture } from "../../generators/blocks/multiply/index.js";
import { normalise, type Normaliser } from "../../generators/blocks/normalise.js";
import { firstOne, positionIn, selectBy } from "../../generators/blocks/one-hot.js";
import { shiftRightSticky } from "../../generators/blocks/shift.js";
import { Module, v, type Expression, type Signal } from "../../generators/hdl/index.js";

/** A block on its own. Gate delays are fitted to blocks, and then predict the delays of the catalogue's designs. */
export interface Block {
  readonly name: string;
  build(m: Module): Readonly<Record<string, Signal | Expression>>;
}

const binary = (
  name: string,
  width: number,
  build: (a: Signal, b: Signal, m: Module) => Expression,
): Block => ({
  name: `${name} ${width}`,
  build: (m) => ({ r: build(m.input("a", width), m.input("b", width), m) }),
});

const unary = (name: string, width: number, build: (a: Signal, m: Module) => Expression): Block => ({
  name: `${name} ${width}`,
  build: (m) => ({ r: build(m.input("a", width), m) }),
});

const adder = (kind: Adder, width: number): Block => ({
  name: `${kind} ${width}`,
  build: (m) => ({ r: add(m, "sum", width + 1, m.input("a", width), m.input("b", width), { adder: kind }) }),
});

const multiplier = (width: number, choice: Partial<MultiplierArchitecture>): Block => {
  const architecture = {
    partialProducts: "array",
    tree: "dadda",
    counters: "xor",
    adder: "sklansky",
    ...choice,
  } as const;
  return {
    name: `multiply ${width} ${Object.values(choice).join(" ")}`.trim(),
    build: (m) => ({
      r: multiply(m, "p", m.input("a", width), m.input("b", width), { signed: false, architecture }),
    }),
  };
};

const shifter = (width: number, bits: number): Block => ({
  name: `shift right, sticky ${width}`,
  build(m) {
    const [a, distance, fill] = [m.input("a", width), m.input("distance", bits), m.input("fill", 1)];
    const { value, sticky } = shiftRightSticky(m.scope("shift"), a, distance, {
      fill,
      beyond: v`1'b0`,
      sticky: v`1'b0`,
    });
    return { r: value, sticky };
  },
});

const normaliser = (kind: Normaliser, width: number): Block => ({
  name: `normalise, ${kind} ${width}`,
  build(m) {
    const { count, rest } = normalise(m.scope("found"), m.input("a", width), {
      fill: v`1'b0`,
      normaliser: kind,
    });
    return { count, rest };
  },
});

/** Each kind of logic in datapaths, in a few sizes. None is an operator of the catalogue, so the fit sees no design. */
export const blocks: readonly Block[] = [
  unary("wire", 16, (a) => a.all),
  ...[16, 64].map((width) => unary("and", width, (a) => v`&${a}`)),
  ...[8, 32].map((width) => unary("parity", width, (a) => v`^${a}`)),
  ...[8, 32].map((width) => binary("equal", width, (a, b) => v`${a} == ${b}`)),
  ...[8, 32].map((width) => binary("less", width, (a, b) => v`${a} < ${b}`)),
  ...[8, 16, 32, 64].map((width) => adder("plus", width)),
  ...[8, 16, 32].map((width) => adder("sklansky", width)),
  adder("brentKung", 32),
  ...[8, 16, 32].map((width) => binary("minus", width, (a, b) => v`${a} - ${b}`)),
  ...[8, 32].map((width) => unary("increment", width, (a, m) => v`${a} + ${m.input("up", 1)}`)),
  ...[16, 32].map((width) => ({
    name: `absolute difference ${width}`,
    build(m: Module) {
      const [a, b] = [m.input("a", width), m.input("b", width)];
      const less = m.wire("less", 1, v`${a} < ${b}`);
      return { r: v`${less} ? (${b} - ${a}) : (${a} - ${b})` };
    },
  })),
  ...[16, 32, 64].map((width) =>
    unary("shift left", width, (a, m) => v`${a} << ${m.input("d", Math.log2(width))}`),
  ),
  shifter(16, 4),
  shifter(32, 5),
  ...(["chain", "blocks", "select"] as const).flatMap((kind) => [normaliser(kind, 12), normaliser(kind, 28)]),
  ...[8, 24].map((width) =>
    unary("position of the first one", width, (a, m) => positionIn(firstOne(m, "first", a, width), true)),
  ),
  {
    name: "select 8 of 16",
    build(m) {
      const choices = Array.from({ length: 8 }, (_, index) => m.input(`x${index}`, 16).all);
      return { r: selectBy(m.input("which", 8), choices) };
    },
  },
  {
    name: "align 24",
    build(m) {
      const isZero = m.input("is_zero", 1);
      const beyond = m.input("beyond", 1);
      const { value, sticky } = alignRight(m.scope("align"), m.input("a", 24), m.input("distance", 8), {
        isZero,
        beyond,
        tooFar: "behind",
      });
      return { r: value, sticky };
    },
  },
  {
    name: "anticipate 24",
    build: (m) => ({ r: anticipate(m, m.input("a", 24), m.input("b", 24), m.input("carry", 1)) }),
  },
  multiplier(6, {}),
  multiplier(12, {}),
  multiplier(16, { tree: "wallace", counters: "halves" }),
  multiplier(12, { partialProducts: "booth" }),
];

/** A block as a module of its own. */
export function moduleOf(block: Block): Module {
  const m = Module.create("block");
  for (const [name, result] of Object.entries(block.build(m))) m.output(`out_${name}`, result.width, result);
  return m;
}
