import { closest } from "fastest-levenshtein";
import { z } from "zod";
import { RequestError } from "../tools/errors.js";
import type { Architecture } from "./contract/architecture.js";
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
const common = { objective, ...pipelineParameters, ...resetParameters };

/** All that a design of an operator may be given: its own parameters, its choices of architecture, every design's. */
export function schemaOf(operator: Operator): z.ZodObject {
  let schema = schemas.get(operator);
  if (schema === undefined)
    schemas.set(operator, (schema = operator.parameters.safeExtend({ ...byHand(operator), ...common })));
  return schema;
}

/** A sweep validates hundreds of designs of one operator. */
const schemas = new WeakMap<Operator, z.ZodObject>();

/** The parameters of an operator, then its choices of architecture, then every design's, in the order in which they are written. */
export function parameterInfo(operator: Operator): readonly ParameterInfo[] {
  let info = known.get(operator);
  if (info === undefined) known.set(operator, (info = readSchema(operator)));
  return info;
}

/** A header needs them for each of hundreds of designs. */
const known = new WeakMap<Operator, readonly ParameterInfo[]>();

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
  return `${schema.minimum ?? ""}..${schema.maximum ?? ""}`;
}

export interface Validated {
  readonly parameters: Parameters;
  readonly objective: Objective;
  /** What was chosen of the architecture by hand. */
  readonly chosen: Architecture;
  readonly pipeline: Pipeline;
  /** As it was asked for, whether there is anything to reset or not. */
  readonly reset: ResetStyle;
}

/**
 * Checks written values against an operator's schema and fills in defaults. A schema's refinements hold between
 * parameters; each names the parameter it blames in its `path` and says in its `error` what would be right.
 * @throws {RequestError} unknown, missing, malformed or out of range, and what would be right.
 */
export function validate(operator: Operator, given: Readonly<Record<string, string>>): Validated {
  const known = parameterInfo(operator);
  const written = usuallyWritten(operator, given);
  for (const name of Object.keys(written)) if (!known.some((info) => info.name === name)) refuse(name);
  for (const info of known)
    if (info.required && written[info.name] === undefined)
      throw new RequestError(
        `${operator.name} needs ${info.name}=${info.range} (${info.description}); none was given`,
      );
  const result = schemaOf(operator).safeParse(
    Object.fromEntries(Object.entries(written).map(([name, text]) => [name, read(text)])),
  );
  if (!result.success) {
    const issue = result.error.issues[0];
    const wrong = String(issue?.path[0]);
    const info = known.find(({ name }) => name === wrong);
    if (info === undefined) throw new RequestError(`${operator.name}: ${issue?.message ?? "bad parameters"}`);
    // What parameters ask of each other: the schema's own words, and the value that did not fit.
    if (issue?.code === "custom")
      throw new RequestError(`${operator.name} ${wrong}=${written[wrong] ?? info.default}: ${issue.message}`);
    throw new RequestError(
      `${operator.name} ${wrong}=${written[wrong]}: ${wrong} must be ${info.range} (${info.description})`,
    );
  }
  const values = Object.entries(result.data);
  const ofKind = (wanted: ParameterInfo["kind"]): Record<string, unknown> =>
    Object.fromEntries(
      values.filter(([name]) => known.some((info) => info.name === name && info.kind === wanted)),
    );
  const { objective: optimised, reset, active, ...pipeline } = ofKind("common");
  return {
    parameters: ofKind("own") as Parameters,
    objective: optimised as Objective,
    chosen: ofKind("choice") as Architecture,
    pipeline: pipeline as Pipeline,
    reset: { reset, active } as ResetStyle,
  };

  function refuse(name: string): never {
    const instead = operator.formerly?.[name];
    if (instead !== undefined)
      throw new RequestError(`${operator.name} has no parameter '${name}' any more; ${instead}`);
    const names = known.map((info) => info.name);
    throw new RequestError(
      `${operator.name} has no parameter '${name}'; did you mean '${closest(name, names)}'? It takes ${names.join(", ")}`,
    );
  }
}

/** Of an operator's values, those that say something: all but the ones at their defaults, apart from sizes. */
export function tellingValues(operator: Operator, values: Parameters): [string, string][] {
  const info = new Map(parameterInfo(operator).map((each) => [each.name, each]));
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
