import { compileTemplate } from "./compile-template.js";

/** What a template may be given: a number printed next to another would be added to it. */
export interface View {
  readonly [name: string]: string | boolean | View | readonly (string | View)[];
}

/** Fills in a template, named by its path below `templates/`; a name the view lacks is an error. */
export function renderTemplate(name: string, view: View): string {
  const compiled = templates.get(name) ?? compileTemplate(name);
  templates.set(name, compiled);
  return compiled(view);
}

const templates = new Map<string, HandlebarsTemplateDelegate<View>>();
