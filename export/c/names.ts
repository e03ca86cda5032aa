/** Reserved words of C99 and of C++, which may include the header; names of <stdint.h> and <stddef.h>. */
const taken = new Set(
  `auto break case char const continue default do double else enum extern float for goto if inline int long register
  restrict return short signed sizeof static struct switch typedef union unsigned void volatile while
  and and_eq asm bitand bitor bool catch class compl const_cast constexpr delete dynamic_cast explicit export false
  friend mutable namespace new not not_eq nullptr operator or or_eq private protected public reinterpret_cast
  static_cast template this throw true try typeid typename using virtual wchar_t xor xor_eq
  NULL offsetof size_t ptrdiff_t main`.split(/\s+/),
);

/** Hands out names that differ from C's words and from each other; a `_` is added where one is taken. */
export class Names {
  readonly #given: Set<string>;

  constructor(given: Iterable<string> = []) {
    this.#given = new Set(given);
  }

  /** Names for a block: it may declare the same names as another block. */
  fork(): Names {
    return new Names(this.#given);
  }

  claim(name: string): string {
    let free = name;
    while (taken.has(free) || this.#given.has(free) || /^u?int\d+_t$|^U?INT\d+_/.test(free)) free += "_";
    this.#given.add(free);
    return free;
  }
}
