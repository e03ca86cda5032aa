import { z } from "zod";
import { RequestError } from "../tools/errors.js";
import { noSuch } from "../tools/suggestion.js";
import type { Architecture } from "./contract/architecture.js";
import { hierarchyParameters, type Hierarchy } from "./contract/hierarchy.js";
import { targetParameters, type TargetStyle } from "./contract/target.js";
import { resetParameters } from "./contract/reset.js";
import type { ResetStyle } from "./hdl/reset.js";
import { pipelineParameters, type Pipeline } from "./pipeline/pipeline.js";
import type { Meanings, Said } from "./contract/parameter.js";
import type { Operator, Parameters } from "./contract/operator.js";
import { objectives, type Objective } from "./contract/architecture.js";

/** One parameter as help and messages show it. */
export interface ParameterInfo {
  readonly name: string;
  readonly description: string;
  /** The description without what it says of values that need not be set. */
  readonly title: string;
  /** What a value means, by the value as it is written; only of those that have a meaning of their own. */
  readonly meanings: Meanings;
  /** Its values in words: `3..64`, `true or false`, `area, balanced or delay`. */
  readonly range: string;
  /** All its values, where they are words or a few numbers; null where it is an integer, or may be one. */
  readonly values: readonly string[] | null;
  /** Of an integer; null for others. */
  readonly least: number | null;
  readonly most: number | null;
  /** As written after `name=`; null where there is none. */
  readonly default: string | null;
  /** Whether designs are written and named with it at its default too. */
  readonly alwaysShown: boolean;
  /** Whether it must be given. */
  readonly required: boolean;
  /** The operator's own; a choice of architecture, by default the objective's; or common to all designs. */
  readonly kind: "own" | "choice" | "common";
}

/** Every design's own parameter, beside its operator's. */
const objective = z
  .enum(objectives)
  .default("balanced")
  .meta({
    description:
      "what to optimise for: picks the synthesis recipe, and the architecture where there are several",
    meanings: {
      area: "made for little area",
      balanced: "made for a small product of area and delay",
      delay: "made for a short delay",
    } satisfies Record<Objective, string>,
  });

/** The choices of architecture as optional parameters. */
const byHand = ({ architecture }: Operator): z.ZodObject["shape"] =>
  architecture?.choices.partial().shape ?? {};

/** Parameters of every design beside its operator's. */
const common = {
  objective,
  ...pipelineParameters,
  ...resetParameters,
  ...hierarchyParameters,
  ...targetParameters,
};

/** All that a design of an operator may be given: its own parameters, its choices of architecture, every design's. */
export function schemaOf(operator: Operator): z.ZodObject {
  let schema = schemas.get(operator);
  if (schema === undefined)
    schemas.set(operator, (schema = operator.parameters.safeExtend({ ...byHand(operator), ...common })));
  return schema;
}

/** A sweep validates hundreds of designs of one operator. */
const schemas = new WeakMap<Operator, z.ZodObject>();

/** All names that a design of an operator may be given values for. */
export const parameterNames = ({ parameters, architecture }: Operator): string[] =>
  [parameters.shape, architecture?.choices.shape ?? {}, common].flatMap((shape) => Object.keys(shape));

/** The parameters of an operator, then its choices of architecture, then every design's, in the order in which they are written. */
export function parameterInfo(operator: Operator): readonly ParameterInfo[] {
  return [...infoByName(operator).values()];
}

function infoByName(operator: Operator): ReadonlyMap<string, ParameterInfo> {
  let info = known.get(operator);
  if (info === undefined)
    known.set(operator, (info = new Map(readSchema(operator).map((each) => [each.name, each]))));
  return info;
}

/** A sweep reads, names and heads hundreds of designs of one operator. */
const known = new WeakMap<Operator, ReadonlyMap<string, ParameterInfo>>();

function readSchema(operator: Operator): ParameterInfo[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schemaOf(operator), { io: "input" });
  return Object.entries(properties).map(([name, property]) => {
    const schema = property as z.core.JSONSchema.BaseSchema & Said;
    return {
      name,
      description: schema.description ?? "",
      title: schema.title ?? schema.description ?? "",
      meanings: schema.meanings ?? {},
      range: rangeOf(schema),
      values: valuesOf(schema),
      least: schema.minimum ?? null,
      most: schema.maximum ?? null,
      default: schema.default === undefined ? null : JSON.stringify(schema.default).replaceAll('"', ""),
      alwaysShown: "alwaysShown" in schema,
      required: required.includes(name),
      kind: name in common ? "common" : name in byHand(operator) ? "choice" : "own",
    };
  });
}

function rangeOf(schema: z.core.JSONSchema.BaseSchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(rangeOf).join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const).replaceAll('"', "");
  if (schema.enum !== undefined) return schema.enum.join(", ").replace(/, ([^,]*)$/, " or $1");
  if (schema.type === "boolean") return "true or false";
  if (schema.type === "string") return "a file";
  return `${schema.minimum ?? ""}..${schema.maximum ?? ""}`;
}

function valuesOf(schema: z.core.JSONSchema.BaseSchema): string[] | null {
  if (schema.type === "boolean") return ["true", "false"];
  const values: unknown = schema.enum ?? schema.anyOf?.map((each) => each.const);
  return Array.isArray(values) && values.every((each) => each !== undefined) ? values.map(String) : null;
}

export interface Validated {
  readonly parameters: Parameters;
  readonly objective: Objective;
  /** What was chosen of the architecture by hand. */
  readonly chosen: Architecture;
  readonly pipeline: Pipeline;
  /** As it was asked for, whether there is anything to reset or not. */
  readonly reset: ResetStyle;
  readonly hierarchy: Hierarchy;
  readonly target: TargetStyle;
}

/**
 * Checks written values against an operator's schema and fills in defaults. A schema's refinements hold between
 * parameters; each names the parameter it blames in its `path` and says in its `error` what would be right.
 * @throws {RequestError} unknown, missing, malformed or out of range, and what would be right.
 */
export function validate(operator: Operator, given: Readonly<Record<string, string>>): Validated {
  const { values: found, problems } = checked(operator, given);
  if (problems[0] !== undefined) throw problems[0];
  const known = infoByName(operator);
  const values = Object.entries(found);
  const ofKind = (wanted: ParameterInfo["kind"]): Record<string, unknown> =>
    Object.fromEntries(values.filter(([name]) => known.get(name)?.kind === wanted));
  const { objective: optimised, reset, active, hierarchy, target, dsp, ...pipeline } = ofKind("common");
  return {
    parameters: ofKind("own") as Parameters,
    objective: optimised as Objective,
    chosen: ofKind("choice") as Architecture,
    pipeline: pipeline as Pipeline,
    reset: { reset, active } as ResetStyle,
    hierarchy: hierarchy as Hierarchy,
    target: { target, dsp } as TargetStyle,
  };
}

/** All that is wrong with written values, each with the parameter that it blames; empty where nothing is. */
export const parameterProblems = (
  operator: Operator,
  given: Readonly<Record<string, string>>,
): readonly RequestError[] => checked(operator, given).problems;

function checked(
  operator: Operator,
  given: Readonly<Record<string, string>>,
): { readonly values: Record<string, unknown>; readonly problems: RequestError[] } {
  const known = infoByName(operator);
  const written = usuallyWritten(operator, given);
  const unknown = Object.keys(written).filter((name) => !known.has(name));
  const missing = [...known.values()].filter(({ name, required }) => required && written[name] === undefined);
  const problems = [
    ...unknown.map((name) => unknownParameter(operator, name)),
    ...missing.map(
      ({ name, range, description }) =>
        new RequestError(`${operator.name} needs ${name}=${range} (${description}); none was given`, name),
    ),
  ];
  const result = schemaOf(operator).safeParse(
    Object.fromEntries(Object.entries(written).map(([name, text]) => [name, read(text)])),
  );
  const reported = new Set(problems.map(({ parameter }) => parameter));
  for (const issue of result.error?.issues ?? []) {
    const problem = problemOf(operator, written, issue);
    if (!reported.has(problem.parameter)) problems.push(problem);
    reported.add(problem.parameter);
  }
  return { values: result.data ?? {}, problems };
}

function problemOf(
  operator: Operator,
  written: Readonly<Record<string, string>>,
  issue: z.core.$ZodIssue,
): RequestError {
  const wrong = String(issue.path[0]);
  const info = infoByName(operator).get(wrong);
  if (info === undefined) return new RequestError(`${operator.name}: ${issue.message}`);
  // What parameters ask of each other: the schema's own words, and the value that did not fit.
  if (issue.code === "custom")
    return new RequestError(
      `${operator.name} ${wrong}=${written[wrong] ?? info.default}: ${issue.message}`,
      wrong,
    );
  return new RequestError(
    `${operator.name} ${wrong}=${written[wrong]}: ${wrong} must be ${info.range} (${info.description})`,
    wrong,
  );
}

function unknownParameter(operator: Operator, name: string): RequestError {
  const instead = operator.formerly?.[name];
  if (instead !== undefined)
    return new RequestError(`${operator.name} has no parameter '${name}' any more; ${instead}`, name);
  const names = parameterInfo(operator).map((info) => info.name);
  return new RequestError(
    noSuch(`${operator.name} has no parameter '${name}'`, name, names, `It takes ${names.join(", ")}`),
    name,
  );
}

/** Of an operator's values, those that say something: all but the ones at their defaults, apart from sizes. */
export function tellingValues(operator: Operator, values: Parameters): [string, string][] {
  const info = infoByName(operator);
  return Object.entries(values).flatMap(([name, value]): [string, string][] => {
    const { alwaysShown = true, default: usual = null } = info.get(name) ?? {};
    return alwaysShown || String(value) !== usual ? [[name, String(value)]] : [];
  });
}

/** Values in their usual spelling. @throws {RequestError} a value is given in both. */
function usuallyWritten(
  { name: operator, alsoWritten = {} }: Operator,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const usual = Object.entries(given).map(([name, value]) => {
    const [to = name, set = value] = alsoWritten[`${name}=${value}`]?.split("=") ?? [];
    if (to !== name && to in given)
      throw new RequestError(
        `${operator} ${name}=${value} means ${to}=${set}, and ${to} is given too; leave out one`,
        name,
      );
    return [to, set];
  });
  return Object.fromEntries(usual) as Record<string, string>;
}

/** A written value as the schema expects it; whatever is neither a number nor a boolean stays text. */
function read(text: string): number | boolean | string {
  if (/^-?\d+$/.test(text)) return Number(text);
  if (text === "true" || text === "false") return text === "true";
  return text;
}
