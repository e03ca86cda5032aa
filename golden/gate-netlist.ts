/**
 * A multiplier as a list of gates, run on every pair of operands at once: bit w of a net's plane is its value for x‖y = w.
 *
 *     nand2 x0 y0      the first gate, g0: from the lowest bits of x and y
 *     aoi21 x1 y0 g0   g1 = ~(x1 & y0 | g0)
 */
export interface GateNetlist {
  /** Bits of x and of y; the result has twice as many. */
  readonly n: number;
  /** Each a gate's name, then what its inputs are: x3, y0, 0, 1, or an earlier gate by its number, g7. */
  readonly gates: readonly string[];
  /** What each bit of the result is, the lowest first. */
  readonly outputs: readonly string[];
}

type Planes = readonly bigint[];

const all = (planes: Planes): bigint => planes.reduce((one, other) => one & other);
const any = (planes: Planes): bigint => planes.reduce((one, other) => one | other);
const odd = (planes: Planes): bigint => planes.reduce((one, other) => one ^ other);

/**
 * A gate's plane from its name: `nand3`, `xor2`, `mux2` (the third input selects the second), or AND and OR over each other, as
 * in `aoi211`: ~((a & b) | c | d).
 * @param ones the plane of the constant 1
 * @throws {RangeError} there is no such gate, or it has another number of inputs
 */
function planeOf(gate: string, inputs: Planes, ones: bigint): bigint {
  const [, inverted = "", plain = "", count = ""] = /^(n|x|xn)?(and|or)([234])$/.exec(gate) ?? [];
  if (plain !== "") {
    if (inputs.length !== Number(count)) throw new RangeError(`${gate} has ${count} inputs`);
    if (inverted.startsWith("x")) {
      if (plain !== "or" || count !== "2") throw new RangeError(`there is no gate ${gate}`);
      return inverted === "x" ? odd(inputs) : ones ^ odd(inputs);
    }
    const value = plain === "and" ? all(inputs) : any(inputs);
    return inverted === "n" ? ones ^ value : value;
  }
  const [a = 0n, b = 0n, select = 0n] = inputs;
  if (gate === "inv" && inputs.length === 1) return ones ^ a;
  if (gate === "mux2" && inputs.length === 3) return a ^ ((a ^ b) & select);
  const [, inner, sizes = ""] = /^(ao|oa)i(21|22|211)$/.exec(gate) ?? [];
  const lengths = Array.from(sizes, Number);
  if (inner === undefined || lengths.reduce((sum, length) => sum + length, 0) !== inputs.length)
    throw new RangeError(`there is no gate ${gate} of ${inputs.length} inputs`);
  const [within, over] = inner === "ao" ? [all, any] : [any, all];
  let from = 0;
  return ones ^ over(lengths.map((length) => within(inputs.slice(from, (from += length)))));
}

/** Whether each word has bit `bit` set, for all words of `width` bits. */
function planeOfBit(bit: number, width: number): bigint {
  const half = 1n << BigInt(bit);
  let plane = ((1n << half) - 1n) << half;
  for (let length = 2n * half; length < 1n << BigInt(width); length *= 2n) plane |= plane << length;
  return plane;
}

/**
 * The results of all pairs, at x·2^n + y.
 * @throws {RangeError} a gate or an output names what there is not
 */
export function gateNetlistTable({ n, gates, outputs }: GateNetlist): Uint32Array {
  const words = 2 ** (2 * n);
  const ones = (1n << BigInt(words)) - 1n;
  const nets = new Map([
    ["0", 0n],
    ["1", ones],
  ]);
  for (let bit = 0; bit < n; bit++) {
    nets.set(`y${bit}`, planeOfBit(bit, 2 * n));
    nets.set(`x${bit}`, planeOfBit(n + bit, 2 * n));
  }
  const planeNamed = (name: string): bigint => {
    const plane = nets.get(name);
    if (plane === undefined) throw new RangeError(`there is no ${name} before it`);
    return plane;
  };
  for (const [number, line] of gates.entries()) {
    const [gate = "", ...inputs] = line.split(" ");
    try {
      nets.set(`g${number}`, planeOf(gate, inputs.map(planeNamed), ones));
    } catch (error) {
      throw new RangeError(`gate g${number}, '${line}': ${(error as Error).message}`, { cause: error });
    }
  }
  if (outputs.length !== 2 * n) throw new RangeError(`it has ${outputs.length} outputs, not ${2 * n}`);
  const table = new Uint32Array(words);
  for (const [bit, name] of outputs.entries()) {
    const digits = planeNamed(name).toString(2);
    for (let word = 0; word < digits.length; word++)
      if (digits.charCodeAt(digits.length - 1 - word) === 49) table[word] = (table[word] ?? 0) | (1 << bit);
  }
  return table;
}
