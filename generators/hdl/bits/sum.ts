import type { Bit, BitNetwork } from "./network.js";
import type { BitsOf } from "./words-of-bits.js";

/** A word's bits, the lowest first. */
export type Word = BitsOf<Bit>;

/** a + b + carry of two words of one width, by a Brent-Kung prefix tree, as Yosys maps `+`. */
export function sum(
  n: BitNetwork,
  a: Word,
  b: Word,
  carryIn: Bit,
): { readonly sum: Word; readonly carry: Bit } {
  const width = a.length;
  const halves = a.map((bit, i) => n.xor(bit, b[i] ?? 0));
  const make = a.map((bit, i) => n.and([bit, b[i] ?? 0]));
  const pass = [...halves];
  if (width > 0) make[0] = n.or([make[0] ?? 0, n.and([pass[0] ?? 0, carryIn])]);
  const join = (high: number, low: number): void => {
    make[high] = n.or([make[high] ?? 0, n.and([pass[high] ?? 0, make[low] ?? 0])]);
    pass[high] = n.and([pass[high] ?? 0, pass[low] ?? 0]);
  };
  let step = 1;
  for (; 2 * step <= width; step *= 2)
    for (let high = 2 * step - 1; high < width; high += 2 * step) join(high, high - step);
  for (; step >= 1; step /= 2)
    for (let high = 3 * step - 1; high < width; high += 2 * step) join(high, high - step);
  return {
    sum: halves.map((bit, i) => n.xor(bit, i === 0 ? carryIn : (make[i - 1] ?? 0))),
    carry: make[width - 1] ?? carryIn,
  };
}

/** The lowest `width` bits of a product: partial products, full adders until two rows are left, one sum. */
export function product(n: BitNetwork, a: Word, b: Word, width: number, signed: boolean): Word {
  const isSign = (word: Word, index: number): boolean => signed && index === word.length - 1;
  let columns: Bit[][] = Array.from({ length: width }, () => []);
  for (const [i, left] of a.entries())
    for (const [j, right] of b.entries())
      columns[i + j]?.push(n.and([left, right]) ^ Number(isSign(a, i) !== isSign(b, j)));
  while (columns.some((column) => column.length > 2)) {
    const next: Bit[][] = columns.map(() => []);
    for (const [place, column] of columns.entries()) {
      const counted = column.length - (column.length % 3);
      for (let at = 0; at < counted; at += 3) {
        const [x = 0, y = 0, z = 0] = column.slice(at, at + 3);
        next[place]?.push(n.xor(n.xor(x, y), z));
        next[place + 1]?.push(n.or([n.and([x, y]), n.and([z, n.or([x, y])])]));
      }
      next[place]?.push(...column.slice(counted));
    }
    columns = next;
  }
  const row = (index: number): Word => columns.map((column) => column[index] ?? 0);
  return sum(n, row(0), row(1), 0).sum;
}
