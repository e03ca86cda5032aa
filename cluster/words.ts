import { RequestError } from "../tools/errors.js";

/** What tapir sets itself; a second value would part a run from its results. */
const reserved = /^(-[aJoW]|--(array|job-name|output|wait|wrap|parsable))(=|$)|^-[aJo]./;

/**
 * Splits `-p short --comment='two words'` as a shell would, without one: quotes and backslashes count, nothing else does.
 * @throws {RequestError} a quote that does not end, or an option that tapir sets itself
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quote !== "'" && letter === "\\" && at + 1 < text.length) word = (word ?? "") + text.charAt(++at);
    else if (letter === quote) quote = "";
    else if (quote === "" && /["']/.test(letter)) {
      quote = letter;
      word ??= "";
    } else if (quote === "" && /\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + letter;
  }
  if (quote !== "") throw new RequestError(`--sbatch ${text}: the quote ${quote} does not end`);
  if (word !== undefined) words.push(word);
  const own = words.find((each) => reserved.test(each));
  if (own !== undefined) throw new RequestError(`--sbatch ${own}: tapir sets that itself; leave it out`);
  return words;
}

/** A word in a script for sh. */
export const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
