import { catalogue } from "../generators/operators/catalogue.js";
import { parameterInfo } from "../generators/parameters.js";
import { RequestError } from "../tools/errors.js";

/**
 * Refuses what people write for `n=16` who know other programs: `--n=16`, `-n 16`, `n = 16`, `n 16`, `n:16`.
 * @param isOption whether the command has an option of this name
 * @throws {RequestError} what to write instead
 */
export function checkSpelling(words: readonly string[], isOption: (flag: string) => boolean): void {
  for (const [at, word] of words.entries()) {
    const instead = correction(word, words.slice(at + 1), isOption);
    if (instead === undefined) continue;
    const [wrote, right] = instead;
    throw new RequestError(`'${wrote}' is no way to write a parameter; write ${right}`);
  }
}

/** What was written, and what is right; undefined where nothing is wrong. */
function correction(
  word: string,
  [next = "", value = ""]: readonly string[],
  isOption: (flag: string) => boolean,
): readonly [string, string] | undefined {
  const [, flag = "", dashed = "", given] =
    /^(--?([a-zA-Z]\w*))(?:[=:](\S*))?$/.exec(dashesApart(word)) ?? [];
  if (dashed !== "" && isParameter(dashed) && !isOption(flag)) {
    if (given !== undefined && given !== "") return [word, `${dashed}=${given}`];
    return isValue(next) ? [`${word} ${next}`, `${dashed}=${next}`] : [word, `${dashed}=…`];
  }
  const [, colon = "", after = ""] = /^(\w+):(\w+)$/.exec(word) ?? [];
  if (isParameter(colon)) return [word, `${colon}=${after}`];
  const [, bare = "", equals = ""] = /^(\w+)(=?)$/.exec(word) ?? [];
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

let known: ReadonlySet<string> | undefined;
const names = (): ReadonlySet<string> =>
  (known ??= new Set(catalogue.flatMap(parameterInfo).map(({ name }) => name)));

let words: ReadonlySet<string> | undefined;
/** The words that parameters take: `delay`, `bfloat16`, `true`. */
const values = (): ReadonlySet<string> =>
  (words ??= new Set(
    catalogue
      .flatMap(parameterInfo)
      .flatMap(({ range }) => range.split(/, | or /).filter((each) => /^\w+$/.test(each))),
  ));
