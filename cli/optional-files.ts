import { closest, distance } from "fastest-levenshtein";
import { catalogue } from "../generators/operators/catalogue.js";
import { everyOperator } from "../generators/request.js";
import { builtInNetworks } from "../nn/network/built-in.js";

/** What of an option says whether a file may follow it. */
interface OptionFlag {
  readonly long?: string | undefined;
  /** `--csv [file]` */
  readonly optional: boolean;
}

/** What is said of such options at the end of a command's help. */
export const optionalFiles =
  "A [file] may be left out: an operator, n=8 or a network that follows is no file. --csv=FILE takes any name.";

/**
 * `infer lenet5 --csv PositMult n=8` prints CSV, and writes no file PositMult: an option that may go without a file goes to
 * the end where what follows it belongs to the request. So does `report --csv results.json`.
 * @param argv words of the command line; what is behind `--` stays there
 * @param readsResults whether the command's arguments are JSON files; an option other than --json writes none
 */
export function withoutSwallowing(
  argv: readonly string[],
  options: readonly OptionFlag[],
  readsResults = false,
): string[] {
  const flags = new Set(options.filter(({ optional }) => optional).map(({ long }) => long));
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const given = argv.slice(0, end);
  const isRead = (word: string, flag: string): boolean =>
    readsResults && flag !== "--json" && /\.json$/i.test(word);
  const printed = (word: string, at: number): boolean => {
    const next = given[at + 1] ?? word;
    return flags.has(word) && (isOfRequest(next) || isRead(next, word));
  };
  return [
    ...given.filter((word, at) => !printed(word, at)),
    ...given.filter((word, at) => printed(word, at)),
    ...argv.slice(end),
  ];
}

const names: readonly string[] = [...catalogue.map(({ name }) => name), ...builtInNetworks];
const others = new Set([everyOperator, "float32"]);

/** An operator or a network, perhaps misspelt; a parameter; a file that is read and never written. */
const isOfRequest = (word: string): boolean =>
  others.has(word) ||
  /^[a-zA-Z]\w*=/.test(word) ||
  /\.(ya?ml|onnx)$/i.test(word) ||
  distance(word, closest(word, names)) <= mostSlips;

const mostSlips = 2;
