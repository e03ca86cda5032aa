import { compileTemplate } from "./compile-template.js";

/** The values for a template. Numbers are not among them: two printed next to each other would be added. */
export interface View {
  readonly [name: string]: string | boolean | View | readonly (string | View)[];
}

/** Fills in a template, named by its path below `templates/`. A name that the view lacks is an error. */
export function renderTemplate(name: string, view: View): string {
  const compiled = templates.get(name) ?? compileTemplate(name);
  templates.set(name, compiled);
  return compiled(view);
}

const templates = new Map<string, HandlebarsTemplateDelegate<View>>();
