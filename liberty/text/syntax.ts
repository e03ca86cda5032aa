import { RequestError } from "../../tools/errors.js";

/** A Liberty group: `kind (names) { attributes and groups }`. */
export interface Group {
  readonly kind: string;
  readonly names: readonly string[];
  /** `name : value;` as one value, `name (value, …);` as several. The last one of the same name counts. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  /** All attributes in their order; `fanout_length` and others may stand there several times. */
  readonly entries: readonly (readonly [name: string, values: readonly string[]])[];
  readonly groups: readonly Group[];
  /** Its range in the text, from its kind to just behind its closing brace. */
  readonly start: number;
  readonly end: number;
}

/**
 * Parses the group that begins at `start`. Only groups of the `opened` kinds are parsed inside; all others are skipped
 * up to their end. A 13 MB library, nearly all of it tables, so takes milliseconds.
 * @param source what the text is called in messages
 * @throws {RequestError} the text is no Liberty; the message names the line
 */
export function parseGroup(text: string, source: string, opened: ReadonlySet<string>, start = 0): Group {
  const scanner = new Scanner(text, source, start);
  scanner.skipBlanks();
  const at = scanner.at;
  const kind = scanner.word("the name of a group");
  const names = scanner.list();
  if (kind === includes) scanner.refuseInclusion(at, names);
  return parseBody(scanner, at, kind, names, opened);
}

/** The attribute's only or first value. */
export function attribute(group: Group, name: string): string | undefined {
  return group.attributes.get(name)?.[0];
}

/** The attribute as a number; undefined when it is missing or no number. */
export function numberAttribute(group: Group, name: string): number | undefined {
  const value = Number.parseFloat(attribute(group, name) ?? "");
  return Number.isNaN(value) ? undefined : value;
}

export function groupsOf(group: Group, kind: string): Group[] {
  return group.groups.filter((inner) => inner.kind === kind);
}

/** The statement that stands for the text of another file. */
const includes = "include_file";

function parseBody(
  scanner: Scanner,
  start: number,
  kind: string,
  names: readonly string[],
  opened: ReadonlySet<string>,
): Group {
  const entries: (readonly [string, readonly string[]])[] = [];
  const groups: Group[] = [];
  scanner.expect("{", `"{" after ${kind} (${names.join(", ")})`);
  if (!opened.has(kind)) scanner.skipBody(start, kind);
  else
    for (;;) {
      scanner.skipBlanks();
      if (scanner.take(";")) continue;
      if (scanner.take("}")) break;
      if (scanner.atEnd) scanner.failAt(start, `${kind} (${names.join(", ")}) is never closed`);
      const at = scanner.at;
      const name = scanner.word("an attribute, a group or a closing brace");
      scanner.skipBlanks();
      if (scanner.take(":") || scanner.take("=")) entries.push([name, [scanner.value()]]);
      else {
        const list = scanner.list();
        scanner.skipBlanks();
        if (scanner.sees("{")) groups.push(parseBody(scanner, at, name, list, opened));
        else if (name === includes) scanner.refuseInclusion(at, list);
        else entries.push([name, list]);
      }
    }
  return { kind, names, attributes: new Map(entries), entries, groups, start, end: scanner.at };
}

class Scanner {
  constructor(
    private readonly text: string,
    private readonly source: string,
    public at: number,
  ) {}

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  sees(character: string): boolean {
    return this.text[this.at] === character;
  }

  take(character: string): boolean {
    if (!this.sees(character)) return false;
    this.at += 1;
    return true;
  }

  expect(character: string, wanted: string): void {
    this.skipBlanks();
    if (!this.take(character)) this.fail(wanted);
  }

  /** Skips white space, comments and line continuations. */
  skipBlanks(): void {
    this.match(/(?:\s+|\\[ \t]*\r?\n|\/\*[^]*?\*\/|\/\/.*)*/y);
  }

  word(wanted: string): string {
    return this.sees('"') ? this.string() : (this.match(/[^\s:;,=(){}"\\]+/y) ?? this.fail(wanted));
  }

  /** The value of a simple attribute, behind its colon: a string, or the text up to the semicolon or line's end. */
  value(): string {
    this.match(/(?:[ \t]+|\\[ \t]*\r?\n|\/\*[^]*?\*\/)*/y);
    if (this.sees('"')) return this.string();
    return unfold(this.match(/(?:\\[ \t]*\r?\n|\/(?![*/])|[^;\n{}"\\/])*/y) ?? "").trim();
  }

  /** `(a, "b c", 1.0)` */
  list(): string[] {
    this.expect("(", '"("');
    const values: string[] = [];
    for (;;) {
      this.skipBlanks();
      if (this.take(",")) continue;
      if (this.take(")")) return values;
      values.push(this.sees('"') ? this.string() : (this.match(/[^\s,;(){}"\\]+/y) ?? this.fail('")"')));
    }
  }

  /** Moves from behind an opening brace to behind its closing one. */
  skipBody(start: number, kind: string): void {
    const { text } = this;
    for (let depth = 1, at = this.at; at < text.length; at += 1) {
      switch (text.charCodeAt(at)) {
        case 0x7b: // {
          depth += 1;
          break;
        case 0x7d: // }
          depth -= 1;
          if (depth === 0) {
            this.at = at + 1;
            return;
          }
          break;
        case 0x22: // "
          at = this.closingQuote(at);
          break;
        case 0x2f: // /
          if (text[at + 1] === "*") at = orEnd(text.indexOf("*/", at + 2));
          else if (text[at + 1] === "/") at = orEnd(text.indexOf("\n", at + 2));
      }
    }
    this.failAt(start, `${kind} is never closed`);
  }

  /** @throws {RequestError} always: something else was `wanted` here */
  fail(wanted: string): never {
    const found = this.atEnd
      ? "the file ends"
      : `found ${JSON.stringify(this.text.slice(this.at, this.at + 20))}`;
    this.failAt(this.at, `expected ${wanted}, ${found}`);
  }

  failAt(at: number, problem: string): never {
    throw new RequestError(`${this.source} is no Liberty file: line ${this.lineOf(at)}: ${problem}`);
  }

  /** @throws {RequestError} always: files that include others are not read */
  refuseInclusion(at: number, [file = "another file"]: readonly string[]): never {
    throw new RequestError(
      `${this.source} includes ${file} in line ${this.lineOf(at)}, which is not followed; put the text of ${file} in place of that line`,
    );
  }

  private lineOf(at: number): number {
    return this.text.slice(0, at).split("\n").length;
  }

  private string(): string {
    const close = this.closingQuote(this.at);
    const inside = this.text.slice(this.at + 1, close);
    this.at = close + 1;
    return unfold(inside);
  }

  private closingQuote(open: number): number {
    let at = open;
    do at = this.text.indexOf('"', at + 1);
    while (at > 0 && this.text[at - 1] === "\\");
    return at < 0 ? this.failAt(open, "a string is never closed") : at;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    this.at += found.length;
    return found;
  }
}

const unfold = (text: string) => text.replace(/\\[ \t]*\r?\n/g, "");

const orEnd = (at: number) => (at < 0 ? Infinity : at);
