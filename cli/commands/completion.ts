import { print } from "../output.js";
import { shells } from "../shells.js";
import { Argument, Command } from "commander";
import { renderTemplate } from "../../tools/template.js";

export const command = new Command("completion")
  .description("print a script by which your shell completes commands, options, operators and parameters")
  .addArgument(new Argument("<shell>", "for bash: source <(tapir completion bash)").choices(shells))
  .action((shell: (typeof shells)[number]) => {
    print(renderTemplate(`cli/completion/${shell}.hbs`, {}));
  });
