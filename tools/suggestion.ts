import { closest, distance } from "fastest-levenshtein";

/**
 * Says that there is no such name, which one may have been meant, and which there are:
 * `there is no operator 'PositMul'; did you mean PositMult? 'tapir list' shows them all`.
 * @param statement what there is not: `there is no operator 'PositMul'`
 * @param rest a sentence; it follows the statement where no name is near
 */
export function noSuch(statement: string, word: string, names: readonly string[], rest: string): string {
  const near = nearest(word, names);
  return near === undefined
    ? `${statement}; ${rest.charAt(0).toLowerCase()}${rest.slice(1)}`
    : `${statement}; did you mean ${near}? ${rest}`;
}

/**
 * The name that a word becomes by changing at most half its letters, or, of longer words, whose beginning it becomes so: `arae`
 * is near `area_um2`. Capitals do not count.
 */
function nearest(word: string, names: readonly string[]): string | undefined {
  const written = word.toLowerCase();
  const ends = written.length < shortest ? [Infinity] : [Infinity, written.length];
  for (const end of ends) {
    const cut = (name: string): string => name.toLowerCase().slice(0, end);
    const near = closest(written, names.map(cut));
    if (distance(written, near) <= written.length / 2) return names.find((name) => cut(name) === near);
  }
  return undefined;
}

/** From so many letters on, a word may be the beginning of a name. */
const shortest = 4;
