import { readFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";
import { packageRoot } from "./package-root.js";

/** What a template may be given: a number printed next to another would be added to it. */
export interface View {
  readonly [name: string]: string | boolean | View | readonly (string | View)[];
}

/** Fills in a template, named by its path below `templates/`; a name the view lacks is an error. */
export function renderTemplate(name: string, view: View): string {
  let compiled = templates.get(name);
  if (compiled === undefined) {
    const text = readFileSync(join(packageRoot, "templates", name), "utf8");
    compiled = Handlebars.compile<View>(text, { strict: true, noEscape: true });
    templates.set(name, compiled);
  }
  return compiled(view);
}

const templates = new Map<string, HandlebarsTemplateDelegate<View>>();
