import { readFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";
import { programRoot } from "./program-root.js";

/** A name the view lacks is an error; what is printed is no HTML. */
export const templateOptions = { strict: true, noEscape: true };

/**
 * Compiles a template, named by its path below `templates/`. The bundled program has another function in this
 * one's place, with the templates that were there when it was built: see `rolldown.config.ts`.
 */
export function compileTemplate(name: string): HandlebarsTemplateDelegate {
  return Handlebars.compile(readFileSync(join(programRoot(), "templates", name), "utf8"), templateOptions);
}
