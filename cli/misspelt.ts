import { catalogue } from "../generators/operators/catalogue.js";
import { parameterInfo, parameterNames } from "../generators/parameters.js";
import { RequestError } from "../tools/errors.js";
import { once } from "../tools/once.js";

/**
 * Refuses what people write for `n=16` who know other programs: `--n=16`, `-n 16`, `n = 16`, `n 16`, `n:16`.
 * @param isOption whether the command has an option of this name
 * @throws {RequestError} what to write instead
 */
export function checkSpelling(words: readonly string[], isOption: (flag: string) => boolean): void {
  for (const [at, word] of words.entries()) {
    // Most words are an operator's name or a pair, and are told without reading every operator's parameters.
    if (operators.has(word) || isPair.test(word)) continue;
    const instead = correction(word, words.slice(at + 1), isOption);
    if (instead === undefined) continue;
    const [wrote, right] = instead;
    throw new RequestError(`'${wrote}' is no way to write a parameter; write ${right}`);
  }
}

const operators: ReadonlySet<string> = new Set(catalogue.map(({ name }) => name));

/** `n=16`, whatever the value. */
const isPair = /^\w+=./;

/** What was written, and what is right; undefined where nothing is wrong. */
function correction(
  word: string,
  [next = "", value = ""]: readonly string[],
  isOption: (flag: string) => boolean,
): readonly [string, string] | undefined {
  const [, flag = "", dashed = "", given] =
    /^(--?([a-zA-Z]\w*))(?:[=:](\S*))?$/.exec(dashesApart(word)) ?? [];
  if (dashed !== "" && !isOption(flag) && isParameter(dashed)) {
    if (given !== undefined && given !== "") return [word, `${dashed}=${given}`];
    return isValue(next) ? [`${word} ${next}`, `${dashed}=${next}`] : [word, `${dashed}=…`];
  }
  const [, colon = "", after = ""] = /^(\w+):(\w+)$/.exec(word) ?? [];
  if (isParameter(colon)) return [word, `${colon}=${after}`];
  const [, bare = "", equals = ""] = /^([a-zA-Z]\w*)(=?)$/.exec(word) ?? [];
  if (!isParameter(bare)) return undefined;
  if (equals === "" && next === "=") return [`${word} = ${value}`, `${bare}=${value}`];
  if (equals === "" && /^=./.test(next)) return [`${word} ${next}`, word + next];
  if (isValue(next)) return [`${word} ${next}`, `${bare}=${next}`];
  return undefined;
}

/** `-n16` as `-n=16`, so that a parameter's name and its value can be told apart. */
const dashesApart = (word: string): string => word.replace(/^(--?[a-zA-Z]+)(\d+(?:[.,]+\d+)*)$/, "$1=$2");

const isValue = (word: string): boolean => /^-?\d+([.,]+\d+)*$/.test(word) || values().has(word);

const isParameter = (name: string): boolean => name !== "" && names().has(name);

const everyParameter = once(() => catalogue.flatMap(parameterInfo));

const names = once((): ReadonlySet<string> => new Set(catalogue.flatMap(parameterNames)));

/** The words that parameters take: `delay`, `bfloat16`, `true`. */
const values = once(
  (): ReadonlySet<string> =>
    new Set(
      everyParameter().flatMap(({ range }) => range.split(/, | or /).filter((each) => /^\w+$/.test(each))),
    ),
);
