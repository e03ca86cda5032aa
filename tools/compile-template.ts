import { readFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";
import { programRoot } from "./program-root.js";

/** A name that the view lacks is an error. What is printed is not HTML. */
export const templateOptions = { strict: true, noEscape: true };

/**
 * Compiles a template, named by its path below `templates/`. In the bundled program another function replaces this one.
 * It has the templates of the time when the program was built: see `rolldown.config.ts`.
 */
export function compileTemplate(name: string): HandlebarsTemplateDelegate {
  return Handlebars.compile(readFileSync(join(programRoot(), "templates", name), "utf8"), templateOptions);
}
