import { describe, expect, test } from "vitest";
import type { Design } from "../../generators/design.js";
import { functionClass, isExact } from "../../generators/function-class.js";
import { makeDesign } from "../../generators/make-design.js";
import { parseDesigns } from "../../generators/request.js";
import { defineOperator, input, output } from "../../generators/contract/operator.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { unsigned } from "../../golden/integer.js";
import type { Bits } from "../../golden/format.js";
import { Random } from "../../operands/random.js";
import { z } from "zod";

const designs = (text: string): Design[] => parseDesigns(text.split(/\s+/));
const classes = (text: string): string[] => [...new Set(designs(text).map(functionClass))];

describe("a class is one exact function on ports of the same formats", () => {
  test.each([
    [
      "IntMult n=8 MitchwMult n=8 w=3..5 DrumMult n=8 k=4 TosamMult n=8 t=4",
      "x·y: unsigned⟨8⟩ → unsigned⟨16⟩",
    ],
    ["IntMult n=8 signed=true DrumMult n=8 k=4 sign=c1,c2", "x·y: signed⟨8⟩ → signed⟨16⟩"],
    ["IntMult nx=7 ny=9", "x·y: x unsigned⟨7⟩, y unsigned⟨9⟩ → unsigned⟨16⟩"],
    ["PositMult PlamMult n=16 es=1 objective=area,delay", "x·y: posit⟨16,1⟩"],
    ["PositMult n=16 es=1 PlamMult n=16 es=1 stages=2 handshake=ready", "x·y: posit⟨16,1⟩"],
    ["IntMac n=8 acc=24 MitchwMac n=8 acc=24 sign=c1", "a + x·y: x, y signed⟨8⟩, a signed⟨24⟩ → signed⟨24⟩"],
    ["IntMac n=8 acc=24 form=sequential", "a ← a + x·y: signed⟨8⟩ → signed⟨24⟩"],
    ["PositMac n=8 es=1 rounding=discrete product=exact,plam", "a + round(x·y): posit⟨8,1⟩"],
    ["FloatMult format=bfloat16 FloatMult wE=8 wF=7", "x·y, subnormals flushed: float⟨8,7⟩"],
  ])("%s", (text, expected) => {
    expect(classes(text)).toEqual([expected]);
  });

  test.each([
    "IntMult n=8,16",
    "IntMult n=8 signed=true,false",
    "PositMult n=8 es=0,1",
    "PositMult PositAdd n=8",
    "PositMac n=8 rounding=fused,discrete",
    "PositQuireMac n=8 width=128,160",
    "FloatMult format=bfloat16 subnormals=flush,keep",
    "FloatMult format=e4m3 FloatMult wE=4 wF=3",
    "IntMac n=8 acc=24 form=combinational,sequential",
  ])("%s are two", (text) => {
    expect(classes(text)).toHaveLength(2);
  });
});

/** Small combinational designs of every operator that has some, several of them on the same ports. */
const small = designs(
  `IntMult n=4 IntMult n=4 signed=true IntMult nx=4 ny=4 MitchwMult n=4 w=3 sign=unsigned,c1,c2 DrumMult n=4 k=3
   DrAlmMult n=4 t=3 MbmMult n=4 w=3 RealmMult n=4 w=4 segments=2,4 TosamMult n=4 h=1 t=3 sign=unsigned,c2
   OrMult TruncMult BrokenArrayMult n=4 t=3 signed=true,false SsmMult n=4 m=2 SearchedMult file=example4 SearchedMac file=example2
   IntMac n=4 acc=10 signed=true,false IntMac n=4 acc=10 product=or MitchwMac n=4 w=3 acc=10 sign=unsigned,c1
   PositMult PlamMult PlamDiv PositDiv PositAdd PositSub n=6 es=0,1 PlamSqrt PositSqrt n=6 es=0,1 PositResize nx=6 esx=0 nr=6 esr=0
   PositCompare PositMinMax PositToInt n=6 es=1 IntToPosit n=6 es=1 lowest=nar,number
   PositFpu n=3 es=0 PositSigmoid n=6 PositMac n=6 es=0 product=exact,plam rounding=fused,discrete PositDecode n=6 es=1
   PositEncode n=6 es=1 wScale=5 wFraction=4 PositQuireAdd n=4 es=0 width=12,16 product=exact,plam
   FloatMult FloatAdd wE=3 wF=2 subnormals=flush,keep FloatMac wE=3 wF=2 wEa=3 wFa=2 subnormals=flush,keep
   FloatMult FloatAdd format=e4m3 FloatMult wE=4 wF=3 PositToFloat n=6 es=1 wE=3 wF=2 FloatToPosit n=6 es=1 wE=3 wF=2
   BinaryDot lanes=4 acc=0,8 LowBitDot lanes=2 xbits=2 wbits=2 acc=0,8`,
);

/** Undefined where an operator approximates a function of which there is no model. */
function exactFunction(design: Design): ((operands: Bits) => Bits) | undefined {
  const { operator, parameters, golden } = design;
  return operator.exact?.(parameters) ?? (isExact(design) ? golden : undefined);
}

const shapeOf = ({ ports }: Design): string =>
  Object.entries(ports)
    .map(([name, { direction, format }]) => [name, direction, format.name, format.width].join(" "))
    .join(", ");

/** Corners of every port and random operands. */
function operandsOf([design]: readonly Design[]): Bits[] {
  const random = Random.seeded(17);
  const inputs = Object.entries(design?.ports ?? {}).filter(([, { direction }]) => direction === "input");
  return Array.from({ length: 300 }, (_, i) =>
    Object.fromEntries(
      inputs.map(([name, { format }]) => [
        name,
        i % 2 === 0 ? random.bits(format.width) : random.pick(format.corners()),
      ]),
    ),
  );
}

describe("what the catalogue says of its functions is true", () => {
  test("every operator says what it computes, exactly or not as it has an exact counterpart or none", () => {
    for (const operator of catalogue)
      for (const example of operator.examples) {
        const [design] = designs(`${operator.name} ${example}`);
        if (design === undefined) throw new Error(`no design of ${operator.name}`);
        const { parameters } = design;
        expect(operator.computes?.(parameters), operator.name).toBeDefined();
        if (operator.exact?.(parameters) !== undefined) expect(isExact(design), design.spec).toBe(false);
      }
    expect(new Set(small.map(({ operator }) => operator)).size).toBeGreaterThan(catalogue.length - 2);
  });

  const shapes = [...new Set(small.map(shapeOf))].map(
    (shape) => [shape, small.filter((design) => shapeOf(design) === shape)] as const,
  );
  test.each(shapes.filter(([, { length }]) => length > 1))(
    "on %s: equal classes, equal functions; different classes, different functions",
    (_, alike) => {
      const operands = operandsOf(alike);
      const known = alike.flatMap((design) => {
        const exact = exactFunction(design);
        return exact === undefined
          ? []
          : [{ design, results: operands.map((each) => texts(exact(each))).join() }];
      });
      for (const one of known)
        for (const other of known) {
          const isOne = functionClass(one.design) === functionClass(other.design);
          expect(one.results === other.results, `${one.design.spec} and ${other.design.spec}`).toBe(isOne);
        }
    },
  );
});

const texts = (bits: Bits): string =>
  Object.entries(bits)
    .map(([name, value]) => `${name}=${value.toString(16)}`)
    .join(" ");

describe("an operator of one's own that does not say", () => {
  const own = defineOperator({
    name: "Own",
    summary: "a wire",
    source: "as defined here",
    examples: ["n=4"],
    parameters: z.strictObject({ n: z.int().min(1).max(64), k: z.int().default(1) }),
    ports: ({ n }) => ({ x: input(unsigned(n)), r: output(unsigned(n)) }),
    golden:
      () =>
      ({ x }) => ({ r: x }),
    build: (_, { x }) => ({ r: x }),
  });

  test("is in a class with designs of equal parameters only", () => {
    const classOf = (written: Record<string, string>) => functionClass(makeDesign(own, written));
    expect(classOf({ n: "4", objective: "area" })).toBe(classOf({ n: "4", stages: "1" }));
    expect(classOf({ n: "4", k: "2" })).not.toBe(classOf({ n: "4" }));
  });
});
