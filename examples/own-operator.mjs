/*
 * An operator of your own: a lower-part-OR adder. How much area does each approximated bit save, and what does it cost in
 * accuracy?
 *
 *     node examples/own-operator.mjs        # operands of 8 bits
 *     node examples/own-operator.mjs 12
 *
 * The low bits are ORed instead of added. So with low=2, 0110 + 0011 gives 1011 instead of 1001. One AND guesses the carry
 * into the upper part.
 * Source: H. R. Mahdiani, A. Ahmadi, S. M. Fakhraie, C. Lucas, Bio-inspired imprecise computational blocks for efficient VLSI
 * implementation of soft-computing applications, IEEE Trans. Circuits and Systems I 57(4), 2010.
 */
import {
  defineOperator,
  errorStatistics,
  input,
  measure,
  output,
  parseDesigns,
  unsigned,
  v,
  verify,
  z,
} from "tapir-rtl";

const lowerOrAdd = defineOperator({
  name: "LowerOrAdd",
  summary: "adder whose low bits are ORed",
  source: "Mahdiani et al., IEEE TCAS I 57(4), 2010",
  examples: ["n=8 low=4"],
  parameters: z
    .strictObject({
      n: z.int().min(2).max(32).describe("bits of an operand"),
      low: z.int().min(1).max(31).describe("low bits that are ORed"),
    })
    .refine(({ n, low }) => low < n, { path: ["low"], error: "at least one bit must be added" }),
  ports: ({ n }) => ({ x: input(unsigned(n)), y: input(unsigned(n)), r: output(unsigned(n + 1)) }),

  // What is right, in plain integers: it has nothing in common with the datapath below.
  golden: ({ low }) => {
    const unit = 2n ** BigInt(low);
    return ({ x, y }) => {
      const carry = x % unit >= unit / 2n && y % unit >= unit / 2n ? unit : 0n;
      return { r: x - (x % unit) + (y - (y % unit)) + carry + ((x | y) % unit) };
    };
  },
  // What it approximates: its errors are measured against this.
  exact:
    () =>
    ({ x, y }) => ({ r: x + y }),

  build(m, { x, y }, { n, low }) {
    m.section("The low bits are ORed, and one AND guesses their carry");
    const lower = m.wire("lower", low, v`${x.bits(low - 1, 0)} | ${y.bits(low - 1, 0)}`);
    const carry = m.wire("carry", 1, v`${x.bit(low - 1)} & ${y.bit(low - 1)}`);
    m.section("The others are added");
    const upper = m.wire("upper", n - low + 1, v`${x.bits(n - 1, low)} + ${y.bits(n - 1, low)} + ${carry}`);
    return { r: m.wire("sum", n + 1, v`{${upper}, ${lower}}`) };
  },
});

const n = Number(process.argv[2] ?? 8);
const lows = Array.from({ length: Math.floor(n / 2) }, (_, index) => index + 1).join(",");

for (const design of parseDesigns([`LowerOrAdd`, `n=${n}`, `low=${lows}`], [lowerOrAdd])) {
  const { verdict, vectors } = await verify(design, { vectors: 5000 });
  const { nand2_equivalents } = await measure(design, { liberty: ["generic"] });
  const { med, error_rate_percent } = errorStatistics(design);
  console.log(
    `${design.spec}: ${verdict} on ${vectors} vectors, ${nand2_equivalents.toFixed(1)} NAND2, ` +
      `wrong in ${error_rate_percent.toFixed(1)} % of sums, by ${med?.toFixed(2)} on average`,
  );
}
