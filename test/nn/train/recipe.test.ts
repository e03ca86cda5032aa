import { describe, expect, test } from "vitest";
import { networkOf } from "../../../nn/train/description/build.js";
import { readDescription } from "../../../nn/train/description/read.js";
import { bitsName, epochsOf } from "../../../nn/train/low-bit/course.js";
import { checkHardware } from "../../../nn/train/low-bit/hardware.js";
import { placesOf, type LowBit } from "../../../nn/train/low-bit/places.js";
import { Quantiser } from "../../../nn/train/low-bit/quantiser.js";
import { courseOf, othersOf, readRecipe } from "../../../nn/train/low-bit/recipe.js";
import { fewBitWeights, largestWeight } from "../../../nn/train/low-bit/weights.js";
import { RequestError } from "../../../tools/errors.js";

const refusal = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    expect(error).toBeInstanceOf(RequestError);
    return (error as RequestError).message;
  }
  return "nothing was refused";
};

const step = (bits: string, epochs = 1): string => `  - { bits: ${bits}, epochs: ${epochs} }\n`;

test.each([
  ["steps: []", /must say 'steps:'/],
  ["step: 1", /there is no 'step'/],
  ["- 1", /must say 'steps:'/],
  [`steps:\n${step("1", 0)}`, /steps\[0\]: epochs must be a whole number, 1 or more/],
  [`steps:\n${step("9")}`, /steps\[0\]: bits must be a whole number from 1 to 8, or float32/],
  ["steps:\n  - { bits: 1 }", /epochs must be a whole number/],
  ["steps:\n  - { epochs: 1 }", /write bits: NUMBER/],
  ["steps:\n  - { epochs: 1, weights: 1 }", /write both/],
  ["steps:\n  - { bits: 1, weights: 1, activations: 1, epochs: 1 }", /write bits: NUMBER, or/],
  ["steps:\n  - { bits: 1, epochs: 1, rate: 2 }", /steps\[0\] has no 'rate'/],
  ["steps:\n  - { bits: 1, epochs: 1, accurate: 2 }", /only with cycles/],
  [`steps:\n  - { bits: float32, epochs: 1, cycles: 1 }\n${step("1")}`, /it has no cycles/],
  [`steps:\n${step("2")}${step("3")}`, /steps\[1\] has W3A3 after W2A2; bits fall/],
  [`steps:\n${step("2")}${step("2")}`, /steps\[1\] has W2A2 after W2A2/],
  [`steps:\n${step("2")}${step("float32")}`, /steps\[1\] has float32 after W2A2/],
  [
    "steps:\n  - { weights: 2, activations: 3, epochs: 1 }\n  - { weights: 1, activations: 4, epochs: 1 }",
    /W1A4 after W2A3/,
  ],
  [`steps:\n${step("float32")}`, /no step has few bits/],
  [`steps:\n${step("1")}float32: conv1`, /float32 must be a list of layers/],
])("a recipe that means nothing: %s", (text, message) => {
  expect(refusal(() => readRecipe("ctmq.yaml", text))).toMatch(message);
});

describe("layers that cannot have few bits", () => {
  const places = (layers: string, float32?: readonly string[], divisor = 255) => {
    const network = networkOf(readDescription("a.yaml", `layers: [${layers}]`), [1, 6, 6], {
      divisor: new Float32Array(36).fill(divisor),
    });
    return () => placesOf(network, { float32 });
  };
  const cnn = "{ conv: 2 }, relu, { conv: 3 }, bn, relu, { fc: 2 }";

  test.each([
    ["an unknown layer", places(cnn, ["conv9"]), /no layer 'conv9'; there are conv1, conv2, fc1/],
    ["nothing but float32", places(cnn, ["conv1", "conv2", "fc1"]), /every layer stays float32/],
    ["two layers, both usually float32", places("{ fc: 2 }, relu, { fc: 2 }"), /'float32: \[\]' leaves none/],
    ["no relu before it", places("{ conv: 2 }, bn, { conv: 3 }, relu, { fc: 2 }"), /takes what 'bn1' gives/],
    [
      "a mean before it",
      places("{ conv: 2 }, relu, mean-pool, { fc: 3 }, { fc: 2 }"),
      /takes what 'pool1' gives/,
    ],
    ["an image that is not bytes", places(cnn, ["fc1"], 100), /'conv1' cannot .* not bytes divided by 255/],
    ["one output", places("{ fc: 3 }, relu, { fc: 1 }", ["fc1"]), /it has one output/],
    [
      "a pool between sums and relu",
      places("{ conv: 2 }, relu, { conv: 2 }, { pool: 2 }, relu, { fc: 3 }, relu, { fc: 2 }"),
      /'pool1' stands between 'conv2' and its relu/,
    ],
  ])("%s", (_, attempt, message) => {
    expect(refusal(attempt)).toMatch(message);
  });

  test("sums that thresholds of 32 bits cannot hold", () => {
    const network = networkOf(readDescription("a.yaml", "layers: [{ fc: 2 }, relu, { fc: 2 }]"), [40_000], {
      divisor: new Float32Array(40_000).fill(255),
    });
    const course = (k: number) => ({
      ...{ name: "a", float32: [] },
      phases: [{ bits: { weights: k, activations: k }, epochs: 1 }],
    });
    expect(
      refusal(() => {
        checkHardware(network, course(8));
      }),
    ).toMatch(/'fc1' cannot have W8A8: sums of 40000 products/);
    expect(
      refusal(() => {
        checkHardware(network, course(1));
      }),
    ).toBe("nothing was refused");
  });

  test("by default the first and the last stay as they are", () => {
    const { products, quantisers } = places(cnn)();
    expect([...products].map(([{ name }, taken]) => [name, taken])).toEqual([["conv2", "levels"]]);
    expect([...quantisers].map(({ name }) => name)).toEqual(["relu1"]);
  });
});

test("cycles: few bits, the accurate model, and back; beside it as many epochs", () => {
  const recipe = readRecipe(
    "ctmq.yaml",
    "steps:\n  - { bits: float32, epochs: 4 }\n  - { bits: 2, epochs: 1, cycles: 2, accurate: 3 }\n  - { weights: 1, activations: 2, epochs: 2 }",
  );
  const courses = [courseOf(recipe), ...othersOf(recipe)];
  expect(
    courses.map(({ name, phases }) => [
      name,
      phases.map(({ bits, epochs }) => `${bitsName(bits)} ${epochs}`),
    ]),
  ).toEqual([
    ["ctmq.yaml", ["float32 4", "W2A2 1", "float32 3", "W2A2 1", "float32 3", "W2A2 1", "W1A2 2"]],
    ["steps without cycles", ["float32 4", "W2A2 9", "W1A2 2"]],
    ["direct", ["W1A2 15"]],
  ]);
  expect(courses.map(({ phases }) => epochsOf(phases))).toEqual([15, 15, 15]);
});

describe("weights of few bits", () => {
  test("one bit is the sign times the mean of its row; 0 is +1", () => {
    const { integers, steps } = fewBitWeights(Float32Array.of(1, -2, 0, -0.5, 0.25, 0.75), 3, 1);
    expect([...integers]).toEqual([1, -1, 1, -1, 1, 1]);
    expect([...steps]).toEqual([1, 0.5]);
  });

  test.each([2, 3, 4, 5, 6, 7, 8])("%s bits: no other step has less error on normal weights", (bits) => {
    const most = largestWeight(bits);
    expect(most).toBe(2 ** (bits - 1) - 1);
    const { steps, integers } = fewBitWeights(Float32Array.of(1, -1, 1), 3, bits);
    expect([...integers].map(Math.sign)).toEqual([1, -1, 1]);
    // In deviations: a normal magnitude's mean is √(2/π) of one.
    const own = (steps[0] ?? 0) * Math.sqrt(2 / Math.PI);
    const error = (step: number): number => {
      let sum = 0;
      for (let x = -8; x < 8; x += 2 ** -10)
        sum +=
          Math.exp((-x * x) / 2) * (x - step * Math.max(-most, Math.min(most, Math.round(x / step)))) ** 2;
      return sum;
    };
    expect(error(own)).toBeLessThan(error(own * 1.01));
    expect(error(own)).toBeLessThan(error(own * 0.99));
  });

  test("no weight is beyond the largest", () => {
    const values = Float32Array.from({ length: 64 }, (_, at) => (at === 9 ? -50 : Math.sin(at)));
    expect(Math.min(...fewBitWeights(values, 64, 4).integers)).toBe(-7);
  });
});

describe("a quantiser", () => {
  const places = { products: new Map(), quantisers: new Set<never>() };
  const input = Float32Array.of(-3, -1, -0.9, -0.4, -0.01, 0, 0.3, 0.7, 1, 2);
  const forward = (bits: LowBit["bits"], values = input): number[] => {
    const output = new Float32Array(values.length);
    new Quantiser({ places, bits }).forward({ inputs: [values], output, images: 1, own: { from: 0, to: 1 } });
    return [...output];
  };

  test("one bit is the sign, two are four steps from -1 to 1", () => {
    expect(forward({ weights: 1, activations: 1 })).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    expect(forward({ weights: 1, activations: 2 })).toEqual([0, 0, 0, 1, 1, 2, 2, 3, 3, 3]);
  });

  test("no number stays none, so that the training stops", () => {
    for (const bits of [null, { weights: 1, activations: 1 }, { weights: 2, activations: 4 }])
      expect(forward(bits, Float32Array.of(NaN))).toEqual([NaN]);
  });

  test("the accurate model's gradient is that of its ramp, and few bits pass as many times more", () => {
    const gradientOf = (bits: LowBit["bits"]): number[] => {
      const into = new Float32Array(input.length);
      const pass = {
        inputs: [input],
        output: new Float32Array(input.length),
        images: 1,
        own: { from: 0, to: 1 },
      };
      new Quantiser({ places, bits }).backward(pass, new Float32Array(input.length).fill(1), [into]);
      return [...into];
    };
    const [above, below] = [2 ** -10, -(2 ** -10)].map((by) =>
      forward(
        null,
        input.map((x) => x + by),
      ),
    );
    const differences = Array.from(input, (_, at) => ((above?.[at] ?? 0) - (below?.[at] ?? 0)) * 2 ** 9);
    // At the ends themselves there is no derivative.
    const inside = [0, 2, 3, 4, 5, 6, 7, 9];
    const slopes = gradientOf(null);
    for (const at of inside) expect(slopes[at]).toBeCloseTo(differences[at] ?? 0, 3);
    expect(gradientOf({ weights: 1, activations: 3 })).toEqual(slopes.map((slope) => slope * 7));
  });
});
