/** A Boolean function of named pins. */
export type BooleanFunction =
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "pin"; readonly name: string }
  | { readonly kind: "not"; readonly of: BooleanFunction }
  | { readonly kind: "and" | "or" | "xor"; readonly of: readonly BooleanFunction[] };

/**
 * Parses a `function` string: `A^B !C + D'` is `((A^B) & !C) | !D`. Inversion, `!` or a trailing `'`, binds tightest.
 * Then come XOR, `^`; AND, by `*`, `&` or two adjacent factors; and OR, by `+` or `|`.
 * @returns undefined for a text that is no such function
 */
export function parseFunction(text: string): BooleanFunction | undefined {
  const tokens = text.match(/[\w.[\]]+|[^\s\w]/g) ?? [];
  let at = 0;
  const take = (...wanted: string[]) => wanted.includes(tokens[at] ?? "") && ++at > 0;

  const sum = (): BooleanFunction | undefined => joined("or", product, () => take("+", "|"));
  const product = () => joined("and", difference, () => take("*", "&") || /^[\w!(]/.test(tokens[at] ?? ""));
  const difference = () => joined("xor", factor, () => take("^"));

  function joined(
    kind: "and" | "or" | "xor",
    operand: () => BooleanFunction | undefined,
    goesOn: () => boolean,
  ): BooleanFunction | undefined {
    const of: BooleanFunction[] = [];
    do {
      const next = operand();
      if (next === undefined) return undefined;
      of.push(next);
    } while (goesOn());
    return of.length === 1 ? of[0] : { kind, of };
  }

  function factor(): BooleanFunction | undefined {
    if (take("!")) {
      const of = factor();
      return of && { kind: "not", of };
    }
    let inner = take("(") ? closed(sum()) : leaf();
    while (inner && take("'")) inner = { kind: "not", of: inner };
    return inner;
  }

  const closed = (inner: BooleanFunction | undefined) => (take(")") ? inner : undefined);

  function leaf(): BooleanFunction | undefined {
    const name = tokens[at];
    if (name === undefined || !/^\w/.test(name)) return undefined;
    at += 1;
    return name === "0" || name === "1" ? { kind: "constant", value: name === "1" } : { kind: "pin", name };
  }

  const whole = sum();
  return at === tokens.length ? whole : undefined;
}

/**
 * The truth table over at most five `inputs`: 0b0111 for a NAND of two. Bit i of the result is the value when bit k of
 * i is the value of input k.
 * @returns undefined when the function has a pin that is not among the inputs
 */
export function truthTable(of: BooleanFunction, inputs: readonly string[]): number | undefined {
  const all = 2 ** (2 ** inputs.length) - 1;
  const columns = inputs.map((_, k) => {
    let column = 0;
    for (let i = 0; i < 2 ** inputs.length; i++) if ((i >> k) & 1) column += 2 ** i;
    return column;
  });

  function table(node: BooleanFunction): number {
    switch (node.kind) {
      case "constant":
        return node.value ? all : 0;
      case "pin":
        return columns[inputs.indexOf(node.name)] ?? NaN;
      case "not":
        return all - table(node.of);
      case "and":
        return node.of.map(table).reduce((a, b) => unsigned(a, b, a & b));
      case "or":
        return node.of.map(table).reduce((a, b) => unsigned(a, b, a | b));
      case "xor":
        return node.of.map(table).reduce((a, b) => unsigned(a, b, a ^ b));
    }
  }

  const result = table(of);
  return Number.isNaN(result) ? undefined : result;
}

/** Bitwise results as non-negative numbers. NaN, the table of an unknown pin, stays NaN. */
const unsigned = (a: number, b: number, bits: number) => (Number.isNaN(a + b) ? NaN : bits >>> 0);
