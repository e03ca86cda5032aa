/**
 * A list of gates, run on many words of operands at once: bit w of a net's plane is its value for the w-th word.
 *
 *     nand2 x0 y0      the first gate, g0: from the lowest bits of x and y
 *     aoi21 x1 y0 g0   g1 = ~(x1 & y0 | g0)
 */
export interface GateNetlist {
  /** The operands and their bits, the one highest in a word first: x and y, or x, y and a. */
  readonly operands: Readonly<Record<string, number>>;
  /** Bits of the result, at most 32. */
  readonly resultBits: number;
  /** Each a gate's name, then what its inputs are: x3, y0, a5, 0, 1, or an earlier gate by its number, g7. */
  readonly gates: readonly string[];
  /** What each bit of the result is, the lowest first. */
  readonly outputs: readonly string[];
}

type Planes = readonly bigint[];

const all = (planes: Planes): bigint => planes.reduce((one, other) => one & other);
const any = (planes: Planes): bigint => planes.reduce((one, other) => one | other);
const odd = (planes: Planes): bigint => planes.reduce((one, other) => one ^ other);

/** A gate's plane from those of its inputs. @param ones the plane of the constant 1 */
type GateFunction = (inputs: Planes, ones: bigint) => bigint;

/**
 * A gate by its name: `nand3`, `xor2`, `mux2` (the third input selects the second), or AND and OR over each other, as
 * in `aoi211`: ~((a & b) | c | d).
 * @throws {RangeError} there is no such gate, or it has another number of inputs
 */
function gateNamed(gate: string, inputs: number): GateFunction {
  const [, inverted = "", plain = "", count = ""] = /^(n|x|xn)?(and|or)([234])$/.exec(gate) ?? [];
  if (plain !== "") {
    if (inputs !== Number(count)) throw new RangeError(`${gate} has ${count} inputs`);
    if (inverted.startsWith("x")) {
      if (plain !== "or" || count !== "2") throw new RangeError(`there is no gate ${gate}`);
      return inverted === "x" ? odd : (planes, ones) => ones ^ odd(planes);
    }
    const value = plain === "and" ? all : any;
    return inverted === "n" ? (planes, ones) => ones ^ value(planes) : value;
  }
  if (gate === "inv" && inputs === 1) return ([a = 0n], ones) => ones ^ a;
  if (gate === "mux2" && inputs === 3) return ([a = 0n, b = 0n, select = 0n]) => a ^ ((a ^ b) & select);
  const [, inner, sizes = ""] = /^(ao|oa)i(21|22|211)$/.exec(gate) ?? [];
  const lengths = Array.from(sizes, Number);
  if (inner === undefined || lengths.reduce((sum, length) => sum + length, 0) !== inputs)
    throw new RangeError(`there is no gate ${gate} of ${inputs} inputs`);
  const [within, over] = inner === "ao" ? [all, any] : [any, all];
  return (planes, ones) => {
    let from = 0;
    return ones ^ over(lengths.map((length) => within(planes.slice(from, (from += length)))));
  };
}

/** Whether each word has bit `bit` set, for all words of `width` bits. */
function planeOfBit(bit: number, width: number): bigint {
  const half = 1n << BigInt(bit);
  let plane = ((1n << half) - 1n) << half;
  for (let length = 2n * half; length < 1n << BigInt(width); length *= 2n) plane |= plane << length;
  return plane;
}

/** A netlist that is run on many words of operands at once. A word has at most 32 bits. */
export interface RunnableNetlist {
  /** The results of consecutive words. @param count a power of 2; `first` is a multiple of it */
  from(first: number, count: number): Uint32Array;
  /** The results of any words. */
  of(words: ArrayLike<number>): Uint32Array;
}

/**
 * Reads a netlist once, for many runs.
 * @throws {RangeError} a gate or an output names what there is not
 */
export function runnableNetlist({ operands, resultBits, gates, outputs }: GateNetlist): RunnableNetlist {
  const places = new Map([
    ["0", 0],
    ["1", 1],
  ]);
  let width = 0;
  for (const [name, bits] of Object.entries(operands).toReversed())
    for (let bit = 0; bit < bits; bit++) places.set(`${name}${bit}`, 2 + width++);
  const placeOf = (name: string): number => {
    const place = places.get(name);
    if (place === undefined) throw new RangeError(`there is no ${name} before it`);
    return place;
  };
  const read = gates.map((line, number) => {
    const [gate = "", ...inputs] = line.split(" ");
    try {
      const taken = inputs.map(placeOf);
      const value = gateNamed(gate, taken.length);
      places.set(`g${number}`, 2 + width + number);
      return { value, taken };
    } catch (error) {
      throw new RangeError(`gate g${number}, '${line}': ${(error as Error).message}`, { cause: error });
    }
  });
  if (outputs.length !== resultBits)
    throw new RangeError(`it has ${outputs.length} outputs, not ${resultBits}`);
  const wanted = outputs.map(placeOf);
  const run = (inputs: Planes, count: number): Uint32Array => {
    const ones = (1n << BigInt(count)) - 1n;
    const nets = [0n, ones, ...inputs];
    const netOf = (place: number): bigint => nets[place] ?? 0n;
    for (const { value, taken } of read) nets.push(value(taken.map(netOf), ones));
    const results = new Uint32Array(count);
    for (const [bit, place] of wanted.entries()) {
      const digits = (nets[place] ?? 0n).toString(2);
      for (let word = 0; word < digits.length; word++)
        if (digits.charCodeAt(digits.length - 1 - word) === 49)
          results[word] = (results[word] ?? 0) | (1 << bit);
    }
    return results;
  };
  const bits = Array.from({ length: width }, (_, bit) => bit);
  return {
    from(first, count) {
      const own = Math.log2(count);
      const ones = (1n << BigInt(count)) - 1n;
      const plane = (bit: number): bigint =>
        bit < own ? planeOfBit(bit, own) : Math.floor(first / 2 ** bit) % 2 === 1 ? ones : 0n;
      return run(bits.map(plane), count);
    },
    of: (words) =>
      run(
        bits.map((bit) =>
          BigInt(
            `0b${Array.from(words, (word) => Math.floor(word / 2 ** bit) % 2)
              .toReversed()
              .join("")}`,
          ),
        ),
        words.length,
      ),
  };
}
