import { levels, type Level } from "../sim/level.js";
import { InvalidArgumentError, Option } from "commander";

/** `--level rtl,gates --level formal` or `--level all`; the levels asked for, each once, in their own order. */
export const levelOption = (): Option =>
  new Option(
    "--level <levels>",
    `what to check: ${levels.join(", ")}, or all of them; a list is written rtl,gates`,
  )
    .argParser(addLevels)
    .default(["rtl"] satisfies Level[], "rtl");

const asked = new WeakSet<readonly Level[]>();

function addLevels(text: string, previous: readonly Level[]): readonly Level[] {
  const named = text.split(",").flatMap((word) => (word === "all" ? levels : [levelNamed(word)]));
  // What comes first replaces the default, what follows adds to it.
  const wanted = new Set([...(asked.has(previous) ? previous : []), ...named]);
  const list = levels.filter((level) => wanted.has(level));
  asked.add(list);
  return list;
}

function levelNamed(word: string): Level {
  const level = levels.find((each) => each === word);
  if (level === undefined)
    throw new InvalidArgumentError(`'${word}' is no level; there are ${levels.join(", ")} and all.`);
  return level;
}
