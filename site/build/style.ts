import { readFileSync } from "node:fs";

/** What all pages of the site look like, and then what this one does. */
export const styleOf = (own: string): string =>
  ["site/base.css", own].map((path) => readFileSync(path, "utf8")).join("");
