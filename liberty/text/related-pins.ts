import { attribute, type Group } from "./syntax.js";

/** Of a timing group: `related_pin : "A B";` is about two. */
export const relatedPins = (timing: Group): string[] =>
  (attribute(timing, "related_pin") ?? "").split(/[\s,]+/).filter((name) => name !== "");
