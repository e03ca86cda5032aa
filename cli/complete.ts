import type { Command, Option } from "commander";
import { exportFormats } from "../export/formats.js";
import type { Operator } from "../generators/contract/operator.js";
import { objectives } from "../generators/contract/architecture.js";
import { catalogue } from "../generators/operators/catalogue.js";
import { parameterInfo } from "../generators/parameters.js";
import { shells } from "./shells.js";
import { levels } from "../sim/level.js";
import { subcommands } from "./subcommands.js";

/** What a word may become. A text that ends in `=` is not complete yet; `:files` stands for the names of files. */
export interface Candidate {
  readonly text: string;
  readonly description?: string;
}

/** What the last word of a command line may become. @param words those after `tapir`; the last one may be empty */
export async function complete(words: readonly string[]): Promise<Candidate[]> {
  const current = words.at(-1) ?? "";
  const candidates = await allCandidates(words.slice(0, -1), current);
  return candidates.filter(({ text }) => text.startsWith(current) || text === files.text);
}

const files: Candidate = { text: ":files" };

async function allCandidates(before: readonly string[], current: string): Promise<Candidate[]> {
  const [name, ...given] = before;
  if (name === undefined) return commands();
  const command = (await subcommands[name]?.())?.command;
  if (command === undefined) return [];
  const option = optionAwaitingValue(command, given.at(-1));
  if (option !== undefined) return optionValues(option, current);
  if (current.startsWith("-")) return options(command);
  if (name === "help") return given.length === 0 ? [...(await commands()), ...operators()] : [];
  if (name === "completion") return given.length === 0 ? shells.map((text) => ({ text })) : [];
  const [argument] = command.registeredArguments;
  if (argument?.name() === "results") return [files];
  const written = optionMayTakeFile(command, given.at(-1)) || (name === "sweep" && given.length === 0);
  return [...(written ? [files] : []), ...(argument === undefined ? [] : designs(given, current))];
}

async function commands(): Promise<Candidate[]> {
  return Promise.all(
    Object.entries(subcommands).map(async ([text, load]) => ({
      text,
      description: (await load()).command.description(),
    })),
  );
}

const options = (command: Command): Candidate[] => [
  ...command.options.map(({ long, description }) => ({ text: long ?? "", description })),
  { text: "--help", description: "display help for command" },
];

const optionAwaitingValue = ({ options }: Command, word: string | undefined): Option | undefined =>
  word === undefined
    ? undefined
    : options.find(({ long, short, required }) => required && [long, short].includes(word));

const isFile = ({ flags }: Option): boolean => /[<[](file|folder)[>\]]/.test(flags);

/** `--html` alone prints; with a file it writes. */
const optionMayTakeFile = ({ options }: Command, word: string | undefined): boolean =>
  options.some((option) => option.optional && isFile(option) && option.long === word);

/** Lists are written with commas: what stands before the last comma stays. */
function optionValues(option: Option, current: string): Candidate[] {
  const lists: Readonly<Record<string, readonly string[]>> = {
    level: [...levels, "all"],
    format: Object.keys(exportFormats),
  };
  const name = option.attributeName();
  if (isFile(option)) return [files];
  const values = option.argChoices ?? lists[name] ?? [];
  const head = name in lists ? current.slice(0, current.lastIndexOf(",") + 1) : "";
  return values.map((value) => ({ text: head + value }));
}

const operators = (): Candidate[] =>
  catalogue.map(({ name, summary }) => ({ text: name, description: summary }));

/** Operators, parameters of the last group of operators, or the values of a parameter. */
function designs(given: readonly string[], current: string): Candidate[] {
  const group = lastGroup(given);
  const equals = current.indexOf("=");
  if (equals >= 0) {
    const key = current.slice(0, equals);
    const head = current.slice(0, Math.max(equals, current.lastIndexOf(",")) + 1);
    const values = new Set(group.operators.flatMap((operator) => valuesOf(operator, key)));
    return [...values].map((value) => ({ text: head + value }));
  }
  const parameters = new Map(
    group.operators
      .flatMap(parameterInfo)
      .filter(({ name }) => !group.keys.has(name))
      .map(({ name, description, range }) => [`${name}=`, `${range}: ${description}`]),
  );
  return [
    ...[...parameters].map(([text, description]) => ({ text, description })),
    ...operators(),
    { text: "catalogue", description: "every operator at its typical parameters" },
  ];
}

/** The operators that the next `key=value` belongs to, and the keys that they have already. */
function lastGroup(given: readonly string[]): { operators: Operator[]; keys: Set<string> } {
  let group = { operators: [] as Operator[], keys: new Set<string>() };
  for (const word of given) {
    const operator = catalogue.find(({ name }) => name === word);
    if (operator !== undefined && group.keys.size > 0) group = { operators: [operator], keys: new Set() };
    else if (operator !== undefined) group.operators.push(operator);
    else if (word.includes("=")) group.keys.add(word.split("=")[0] ?? "");
  }
  return group;
}

/** A parameter's values: the words of its range, its default, and those in the operator's examples. */
function valuesOf(operator: Operator, key: string): string[] {
  if (key === "objective") return [...objectives];
  const info = parameterInfo(operator).find(({ name }) => name === key);
  if (info === undefined) return [];
  const words = info.range.split(/, | or /).filter((word) => /^\w+$/.test(word));
  const inExamples = operator.examples.flatMap((example) =>
    example
      .split(" ")
      .filter((pair) => pair.startsWith(`${key}=`))
      .map((pair) => pair.slice(key.length + 1)),
  );
  const byDefault = info.default === null ? [] : [info.default];
  return [...new Set([...words, ...byDefault, ...inExamples])];
}
