import { Command } from "commander";
import { print } from "../output.js";
import { complete } from "../complete.js";

export const command = new Command("complete")
  .description("what the last word of a command line may become, for a shell's completion")
  .argument("[words...]", "after `--`, the last one as far as it is typed")
  .action(async (words: string[]) => {
    const lines = (await complete(words)).map(({ text, description }) =>
      description === undefined ? text : `${text}\t${description}`,
    );
    print(lines.map((line) => `${line}\n`).join(""));
  });
