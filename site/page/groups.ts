import type { Operator } from "../../generators/contract/operator.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { once } from "../../tools/once.js";
import { exampleValues } from "./address.js";
import { makeDesign } from "../../generators/make-design.js";

export interface Group {
  readonly title: string;
  readonly operators: readonly Operator[];
}

const titles = ["Posits", "Integers, approximate", "Integers, exact", "Floating point"] as const;

/** What an operator computes on, by the ports of its first example. */
function titleOf(operator: Operator): (typeof titles)[number] {
  const design = makeDesign(operator, exampleValues(operator));
  const formats = Object.values(design.ports).map(({ format }) => format.name);
  if (formats.some((name) => /posit|quire/.test(name))) return "Posits";
  if (formats.some((name) => name.startsWith("float"))) return "Floating point";
  return operator.exact?.(design.parameters) === undefined ? "Integers, exact" : "Integers, approximate";
}

/** The catalogue by what operators compute on. It makes every operator's first example, so the first design is begun before. */
export const groups = once((): readonly Group[] => {
  const titled = catalogue.map((operator) => ({ operator, title: titleOf(operator) }));
  return titles.map((title) => ({
    title,
    operators: titled.filter((each) => each.title === title).map(({ operator }) => operator),
  }));
});
