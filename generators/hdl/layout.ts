/** The longest line of an emitted file, its indentation included. */
export const lineWidth = 100;

/**
 * A statement on lines that fit. It is broken behind operators and commas, the outermost first:
 *
 *     wire [2:0] count = {
 *       first[2] | first[1] | first[0],
 *       first[4] | first[3] | first[0]
 *     };
 *
 * Names stand as many as fit on a line; of anything longer, such as the terms of a selection, each has a line of its own.
 */
export function layOut(statement: string, width: number): string[] {
  if (statement.length <= width) return [statement];
  const indent = " ".repeat(statement.search(/\S/));
  const text = statement.trimStart();
  const room = width - indent.length;
  const conditionEnd = /^(else )?if \(/.test(text) ? closing(text, text.indexOf("(")) + 1 : 0;
  const rest = text.slice(conditionEnd + 1);
  const lines =
    conditionEnd > 0
      ? rest === "begin"
        ? closed(text, room)
        : [...closed(text.slice(0, conditionEnd), room), ...indented(layOut(rest, room - 2))]
      : assignment(text, room);
  return lines.map((line) => indent + line);
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** `wire [7:0] sum = …;` or `state <= …;` */
function assignment(text: string, width: number): string[] {
  const [operator] = splits(text, [" = ", " <= "]);
  if (operator === undefined) return [text];
  const head = text.slice(0, operator.end - 1);
  const value = text.slice(operator.end);
  // Braces open behind the `=`: their parts are indented once.
  if (isBracketed(value.slice(0, -1))) return closed(`${head} ${value}`, width, head.length + 1);
  return [head, ...indented(expression(value, width - 2))];
}

/** An expression, with what follows it: a comma, a semicolon or an operator. */
function expression(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const body = text.replace(/( [-+*&|^?:<>=!]+|[,;])$/, "");
  const operators = splits(body, binaryOperators);
  if (operators.length === 0) return closed(text, width);
  return filled(pieces(text, operators), width);
}

/** `{…}`, `(…)`, `{4{…}}` or `~(…)`: what stands between the brackets, indented. */
function closed(text: string, width: number, from = 0): string[] {
  if (text.length <= width) return [text];
  const open = text.slice(from).search(/[({]/) + from;
  if (open < from) return [text];
  const inner = /^\{\d+\{/.exec(text.slice(open));
  const start = open + (inner?.[0].length ?? 1);
  const end = closing(text, start - 1);
  const body = text.slice(start, end);
  const commas = splits(body, [", "]);
  const parts = commas.length > 0 ? filled(pieces(body, commas), width - 2) : expression(body, width - 2);
  return [text.slice(0, start), ...indented(parts), text.slice(end)];
}

/** Pieces on lines: several a line where all are names or constants, else one. */
function filled(parts: readonly string[], width: number): string[] {
  const simple = parts.every((part) => /^~?[\w'[\]:]+( \S+|,|;)?$|^[\w']+;?$/.test(part));
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (simple && last !== undefined && last.length + 1 + part.length <= width)
      lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(...expression(part, width));
  }
  return lines;
}

const binaryOperators = [
  "?",
  ":",
  "|",
  "&",
  "^",
  "+",
  "-",
  "*",
  "<<",
  ">>",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
].map((operator) => ` ${operator} `);

/** Where one of the separators stands outside all brackets. */
function splits(text: string, separators: readonly string[]): { readonly end: number }[] {
  const found: { end: number }[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    else if (depth === 0 && (character === " " || character === ",")) {
      const separator = separators.find((each) => text.startsWith(each, at));
      if (separator !== undefined) found.push({ end: at + separator.length });
    }
  }
  return found;
}

/** The text cut behind separators, which stay with what they follow. */
function pieces(text: string, cuts: readonly { readonly end: number }[]): string[] {
  const starts = [0, ...cuts.map(({ end }) => end)];
  return starts.map((start, index) => text.slice(start, starts[index + 1]).trimEnd());
}

/** Whether the text is one pair of brackets, or a replication. */
const isBracketed = (text: string): boolean =>
  /^[~&|^]?[({]/.test(text) && closing(text, text.search(/[({]/)) === text.length - 1;

/** Where the bracket that opens at `open` closes. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if ("([{".includes(text[at] ?? "")) depth++;
    else if (")]}".includes(text[at] ?? "") && --depth === 0) return at;
  }
  return text.length;
}

/** Breaks a line at spaces, and indents continued lines. A longer word stays whole. */
export function wrap(line: string, most: number): string[] {
  if (line.length <= most) return [line];
  const indent = line.search(/\S/);
  const before = line.lastIndexOf(" ", most);
  const cut = before > indent ? before : line.indexOf(" ", most);
  return cut < 0 ? [line] : [line.slice(0, cut), ...wrap(`  ${line.slice(cut + 1)}`, most)];
}
