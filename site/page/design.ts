import type { Design } from "../../generators/design.js";
import { makeDesign } from "../../generators/make-design.js";
import { parameterProblems } from "../../generators/parameters.js";
import { isOpen } from "../../generators/pipeline/pipeline.js";
import { RequestError } from "../../tools/errors.js";
import type { State } from "./address.js";

/** What a form means: a design, or what is wrong with it. */
export type Asked =
  | { readonly design: Design; readonly problems: readonly [] }
  | { readonly design: null; readonly problems: readonly RequestError[] };

/** The values that are set: an empty field has its default. */
export const writtenOf = (values: State["values"]): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));

export function askedFor({ operator, values }: Pick<State, "operator" | "values">): Asked {
  try {
    const written = writtenOf(values);
    const problems = parameterProblems(operator, written);
    if (problems.length > 0) return { design: null, problems };
    const design = makeDesign(operator, written);
    if (isOpen(design.pipeline)) design.verilog();
    return { design, problems: [] };
  } catch (error) {
    if (error instanceof RequestError) return { design: null, problems: [error] };
    throw error;
  }
}

/** What is wrong, without the design that stands beside it: `n must be 3..64 (bits of a posit)`. */
export function shortMessage({ message }: RequestError): string {
  const [, said = message] = /^\w+(?: \w+=[^:]*)?: ([^]*)$/.exec(message) ?? [];
  return said;
}
