import { z } from "zod";
import { parameterInfo, schemaOf, type ParameterInfo } from "../../../generators/parameters.js";
import { isOpen } from "../../../generators/pipeline/pipeline.js";
import type { Design } from "../../../generators/design.js";
import { makeDesign } from "../../../generators/make-design.js";
import type { Operator } from "../../../generators/contract/operator.js";
import type { Random } from "../../../operands/random.js";
import { vectorLayout } from "../../../operands/state.js";
import { RequestError } from "../../../tools/errors.js";

/** What a parameter may be: one value, or an integer between two. */
type Form = { readonly value: string } | { readonly least: number; readonly most: number };

/** A parameter as its schema describes it. */
interface Drawable extends Pick<ParameterInfo, "name" | "kind" | "required"> {
  readonly forms: readonly Form[];
  /** Left out, it has no value, so that this is a choice of its own: a format given by its sizes has no name. */
  readonly mayBeAbsent: boolean;
}

/** One of the values that a parameter takes one by one; null where it is left out. */
export interface Choice {
  readonly name: string;
  readonly kind: ParameterInfo["kind"];
  readonly value: string | null;
}

/** The parameters of an operator, each with what may be drawn. @throws {Error} a schema of a kind that nothing is drawn from. */
function drawablesOf(operator: Operator): readonly Drawable[] {
  let drawables = known.get(operator);
  if (drawables === undefined) known.set(operator, (drawables = readDrawables(operator)));
  return drawables;
}

/** A plan asks for them once a design. */
const known = new WeakMap<Operator, readonly Drawable[]>();

function readDrawables(operator: Operator): Drawable[] {
  const { properties = {} } = z.toJSONSchema(schemaOf(operator), { io: "input" });
  return parameterInfo(operator).map(({ name, kind, required, ...info }) => ({
    name,
    kind,
    required,
    forms: formsOf(operator, name, properties[name] ?? false),
    mayBeAbsent: !required && info.default === null && kind === "own",
  }));
}

function formsOf(operator: Operator, name: string, schema: z.core.JSONSchema._JSONSchema): Form[] {
  const what = `${operator.name} ${name}`;
  if (typeof schema !== "object") throw new Error(`${what}: there is no schema to draw from`);
  const { anyOf, const: only, enum: values, type, minimum, maximum } = schema;
  if (anyOf !== undefined) return anyOf.flatMap((each) => formsOf(operator, name, each));
  if (only !== undefined) return [{ value: `${only}` }];
  if (values !== undefined) return values.map((value) => ({ value: String(value as string | number) }));
  if (type === "boolean") return [{ value: "true" }, { value: "false" }];
  if (type === "integer" && minimum !== undefined && maximum !== undefined)
    return [{ least: minimum, most: maximum }];
  // a file: those of the examples
  if (type === "string")
    return operator.examples.flatMap((example) =>
      example
        .split(" ")
        .flatMap((word) => (word.startsWith(`${name}=`) ? [{ value: word.slice(name.length + 1) }] : [])),
    );
  throw new Error(`${what}: nothing can be drawn from ${JSON.stringify(schema)}`);
}

/** The choices that an operator's parameters leave: the values of enums, booleans and the like. */
export const choicesOf = (operator: Operator): Choice[] =>
  drawablesOf(operator).flatMap(({ name, kind, forms, mayBeAbsent }) => [
    ...forms.flatMap((form) => ("value" in form ? [{ name, kind, value: form.value }] : [])),
    ...(mayBeAbsent ? [{ name, kind, value: null }] : []),
  ]);

/** Small ones are likelier, each octave above the least as likely as another. */
const valueOf = (form: Form, random: Random): string =>
  "value" in form
    ? form.value
    : String(form.least + Math.floor((form.most - form.least + 2) ** (random.word() / 2 ** 32)) - 1);

/** Bits of ports and state, to begin with; where chance finds nothing so small, half a bit more with each try. */
const usualBits = 48;
const bitsPerTry = 0.5;
const mostTries = 12_800;

/**
 * Draws values until an operator takes them, most often small widths. What holds between parameters is the operator's to say.
 * @param fixed choices that are made already
 * @returns null where nothing that was drawn was valid
 */
export function drawDesign(operator: Operator, random: Random, fixed: readonly Choice[] = []): Design | null {
  // Of ten thousands of refusals nobody reads where they came from.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return firstTaken(operator, random, fixed);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function firstTaken(operator: Operator, random: Random, fixed: readonly Choice[]): Design | null {
  const drawables = drawablesOf(operator);
  const made = new Map(fixed.map(({ name, value }) => [name, value]));
  for (let tried = 0; tried < mostTries; tried++) {
    const written: Record<string, string> = {};
    for (const { name, required, forms } of drawables) {
      const value = made.get(name);
      if (value === undefined) {
        if (required || random.below(2) === 0) written[name] = valueOf(random.pick(forms), random);
      } else if (value !== null) written[name] = value;
    }
    const design = designOf(operator, written);
    if (design !== null && bitsOf(design) <= usualBits + bitsPerTry * tried) return design;
  }
  return null;
}

/** Null where values do not go together, or leave a pipeline's stages to synthesis. */
function designOf(operator: Operator, written: Readonly<Record<string, string>>): Design | null {
  try {
    const design = makeDesign(operator, written);
    return isOpen(design.pipeline) ? null : design;
  } catch (error) {
    if (error instanceof RequestError) return null;
    throw error;
  }
}

const bitsOf = (design: Design): number =>
  vectorLayout(design, "input").width + vectorLayout(design, "output").width;

/** Whether a design has a value, chosen or as it is where nothing is chosen; an architecture's that the objective picks too. */
export function hasChoice(
  { parameters, architecture, objective, pipeline, reset, hierarchy, target }: Design,
  { name, value }: Choice,
): boolean {
  const all: Readonly<Record<string, unknown>> = {
    ...parameters,
    ...architecture,
    ...pipeline,
    ...reset,
    ...target,
    objective,
    hierarchy,
  };
  return value === null ? all[name] === undefined : String(all[name]) === value;
}
