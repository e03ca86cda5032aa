import { RequestError } from "../tools/errors.js";
import { noSuch } from "../tools/suggestion.js";
import type { Design } from "./design.js";
import { makeDesign } from "./make-design.js";
import { catalogue } from "./operators/catalogue.js";
import type { Operator } from "./contract/operator.js";

/** A request for more designs than this is taken for a slip of the keyboard. */
const mostDesigns = 2000;

/** Stands for every operator in the catalogue, at its typical parameters. */
export const everyOperator = "catalogue";

/**
 * Reads designs as FloPoCo writes them: a name and `key=value` pairs, several after each other. A value may be a list or
 * a range, which makes a grid: `n=8,16 es=0..2`. Names in a row share the pairs that follow: `PositMult PlamMult n=8`.
 * The word `catalogue` stands for every operator at its typical parameters.
 * @param operators the operators that may be named
 * @throws {RequestError} what was wrong, and what would be right.
 */
export function parseDesigns(words: readonly string[], operators = catalogue): Design[] {
  const spelled = words.flatMap((word) => spellOut(word, operators));
  const designs = groups(spelled, operators).flatMap((group) => {
    const grid = combinations(group.values);
    return group.operators.flatMap((operator) => grid.map((written) => makeDesign(operator, written)));
  });
  if (designs.length > mostDesigns) throw tooMany();
  return [...new Map(designs.map((design) => [design.spec, design])).values()];
}

/**
 * Reads one design, for example `PositMult n=16 es=1`.
 * @param operators the operators that may be named
 * @throws {RequestError} what was wrong, and what would be right; there is not exactly one design.
 */
export function parseDesign(text: string, operators = catalogue): Design {
  const designs = parseDesigns(text.split(/\s+/).filter(Boolean), operators);
  const [design] = designs;
  if (design === undefined || designs.length > 1)
    throw new RequestError(`'${text}' makes ${designs.length} designs; one is asked for`);
  return design;
}

/** Finds an operator by name. @throws {RequestError} with the nearest name there is. */
export function findOperator(name: string, operators = catalogue): Operator {
  const found = operators.find((operator) => operator.name === name);
  if (found !== undefined) return found;
  const names = operators.map((operator) => operator.name);
  throw new RequestError(
    noSuch(`there is no operator '${name}'`, name, names, "'tapir list' shows them all"),
  );
}

const spellOut = (word: string, operators: readonly Operator[]): string[] =>
  word === everyOperator
    ? operators.flatMap(({ name, examples }) => [name, ...examples[0].split(" ")])
    : [word];

interface Group {
  readonly operators: Operator[];
  readonly values: Map<string, string[]>;
}

function groups(words: readonly string[], operators: readonly Operator[]): Group[] {
  const found: Group[] = [];
  for (const word of words) {
    if (/\s/.test(word))
      throw new RequestError(`'${word}' is one word; write its parts apart, without quotes around them all`);
    const current = found.at(-1);
    const [, key, value] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    if (key === undefined || value === undefined) {
      const operator = findOperator(word, operators);
      if (current?.values.size === 0) current.operators.push(operator);
      else found.push({ operators: [operator], values: new Map() });
    } else if (current === undefined) {
      throw new RequestError(`'${word}' stands before any operator; write for example 'PositMult ${word}'`);
    } else if (current.values.has(key)) {
      throw new RequestError(`${key} is given twice; a list is written ${key}=8,16 and a range ${key}=8..16`);
    } else {
      current.values.set(key, expand(key, value));
    }
  }
  if (found.length === 0)
    throw new RequestError("no design was given; write for example 'PositMult n=16 es=1'");
  return found;
}

/** The values of a list whose items may be ranges. */
function expand(key: string, text: string): string[] {
  return text.split(",").flatMap((item) => {
    const [, from, to] = /^(-?\d+)\.\.(-?\d+)$/.exec(item) ?? [];
    if (from === undefined || to === undefined) {
      // of a path, `..` is a folder's name
      if (!/^[\w.+/~-]+$/.test(item) || item.split("/").some((name) => name !== ".." && name.includes("..")))
        throw new RequestError(
          `${key}=${text}: '${item}' is no value; write ${key}=16, a list ${key}=8,16 or a range ${key}=8..16`,
        );
      return [item];
    }
    const count = Number(to) - Number(from) + 1;
    if (count < 1) throw new RequestError(`${key}=${text}: the range ${item} is empty; write ${to}..${from}`);
    if (count > mostDesigns) throw tooMany();
    return Array.from({ length: count }, (_, index) => String(Number(from) + index));
  });
}

function combinations(values: ReadonlyMap<string, readonly string[]>): Record<string, string>[] {
  const size = [...values.values()].reduce((product, list) => product * list.length, 1);
  if (size > mostDesigns) throw tooMany();
  return [...values].reduce<Record<string, string>[]>(
    (grid, [key, list]) => grid.flatMap((point) => list.map((value) => ({ ...point, [key]: value }))),
    [{}],
  );
}

const tooMany = (): RequestError =>
  new RequestError(`the request makes more than ${mostDesigns} designs; narrow its lists and ranges`);
