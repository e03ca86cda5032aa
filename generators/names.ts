import { digestOf } from "../tools/digest.js";
import { RequestError } from "../tools/errors.js";
import type { Design } from "./design.js";
import { isKeyword } from "./hdl/keywords.js";
import { tellingValues } from "./parameters.js";
import { unusualHierarchy } from "./contract/hierarchy.js";
import { unusualTarget } from "./contract/target.js";
import { unusualReset } from "./contract/reset.js";
import { unusualOf } from "./pipeline/pipeline.js";
import { objectives, type Objective } from "./contract/architecture.js";

/** What a design is written and named after. */
export type Named = Pick<
  Design,
  "operator" | "parameters" | "chosen" | "objective" | "pipeline" | "reset" | "hierarchy" | "target"
>;

const defaultObjective: Objective = objectives[1];

/** What a design and its module are called. */
export interface Names {
  /**
   * The design as a person writes it: whatever is at its default is left out, apart from sizes. So two designs of an operator
   * have the same spec only if they are the same.
   */
  readonly spec: string;
  /** The usual name of its module: what the spec says, `PositMult_n16_es1_stages2`. */
  readonly moduleName: string;
}

export function namesOf(design: Named): Names {
  const { name: operator } = design.operator;
  const values = shownValues(design);
  const spec = [operator, ...values.map(([name, value]) => `${name}=${value}`)].join(" ");
  const words = values.map(([name, value]) => (isSaidByValue(name) ? value : name + asWord(value)));
  return { spec, moduleName: bounded([operator, ...words].join("_"), spec) };
}

const isSaidByValue = (name: string): boolean => ["objective", "hierarchy", "target"].includes(name);

/** A value as part of a module's name: of a path its words, and a digest where these do not tell it from others. */
function asWord(value: string): string {
  if (/^\w+$/.test(value)) return value;
  const [, file] = /^(\w+)\.yaml$/.exec(value) ?? [];
  if (file !== undefined) return `_${file}_yaml`;
  return `_${value.replaceAll(/\W+/g, "_")}_${digestOf(value).slice(0, 6)}`;
}

/** All that a spec and a name say, in their order. */
const shownValues = ({
  operator,
  parameters,
  chosen,
  objective,
  pipeline,
  reset,
  hierarchy,
  target,
}: Named): (readonly [string, string])[] => [
  ...tellingValues(operator, { ...parameters, ...chosen }),
  ...(objective === defaultObjective ? [] : [["objective", objective] as const]),
  ...[
    ...unusualOf(pipeline),
    ...unusualReset(reset),
    ...unusualHierarchy(hierarchy),
    ...unusualTarget(target),
  ].map(([name, value]) => [name, String(value)] as const),
];

/** Verilator takes a file's name for a module's up to some 120 characters, and file systems take no more than 255 bytes. */
const longestName = 100;

/** Of a longer name its beginning, and a digest of the spec, which tells it from others that begin so. */
function bounded(name: string, spec: string): string {
  if (name.length <= longestName) return name;
  const digest = digestOf(spec).slice(0, 10);
  return `${name.slice(0, longestName - 1 - digest.length)}_${digest}`;
}

/**
 * Checks a name that was asked for: Verilog and every tool behind it must take it, and it becomes files' names.
 * @throws {RequestError} what is wrong with it
 */
export function checkModuleName(name: string): void {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name))
    throw new RequestError(
      `'${name}' cannot name a module; a name has letters, digits and _, and begins with no digit: mul16`,
    );
  if (isKeyword(name)) throw new RequestError(`'${name}' cannot name a module: it is a word of Verilog`);
  if (name.length > longestName)
    throw new RequestError(
      `a module's name has at most ${longestName} characters, and '${name.slice(0, 20)}…' has ${name.length}`,
    );
}
