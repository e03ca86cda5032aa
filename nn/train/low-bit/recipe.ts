import { z } from "zod";
import { RequestError } from "../../../tools/errors.js";
import { isObject, readYaml } from "../description/yaml.js";
import { bitsName, epochsOf, type Bits, type Course, type Phase } from "./course.js";

const expected = (what: string) => ({ error: `must be ${what}` });
const bitsOf = (what: string) => z.int(expected(what)).min(1, expected(what)).max(8, expected(what));
const depth = bitsOf("a whole number from 1 to 8");
const depthOrFloat = "a whole number from 1 to 8, or float32";
const epochs = z.int(expected("a whole number, 1 or more")).min(1, expected("a whole number, 1 or more"));

const stepForm = z.strictObject({
  bits: z.union([bitsOf(depthOrFloat), z.literal("float32")], expected(depthOrFloat)).optional(),
  weights: depth.optional(),
  activations: depth.optional(),
  epochs,
  cycles: z
    .int(expected("a whole number, 0 or more"))
    .min(0, expected("a whole number, 0 or more"))
    .default(0),
  accurate: epochs.optional(),
});
const layersForm = z.array(z.string(expected("a layer's name")), expected("a list of layers"));

/** A bit depth: so many epochs in it, and before them cycles of as many and of the accurate model's. */
interface RecipeStep {
  readonly bits: Bits | null;
  readonly epochs: number;
  readonly cycles: number;
  readonly accurate: number;
}

export interface Recipe {
  readonly name: string;
  readonly steps: readonly RecipeStep[];
  readonly float32: readonly string[] | undefined;
}

/**
 * A recipe in YAML:
 *
 *     steps:
 *       - bits: 2       # of weights and activations; or weights: 1, activations: 2; or float32
 *         epochs: 3
 *         cycles: 1     # times that the accurate model is trained in between, and back
 *         accurate: 2   # its epochs; else as many
 *       - bits: 1
 *         epochs: 3
 *     float32: [conv1, fc3]   # layers that stay accurate; else the first and the last
 *
 * @throws {RequestError} it is none, or means nothing: a bit depth that rises, no epochs
 */
export function readRecipe(path: string, text: string): Recipe {
  const content = readYaml(path, text);
  const { steps, float32, ...others } = isObject(content) ? content : {};
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new RequestError(`${path}: there is no '${other}'; it says 'steps:' and 'float32:'`);
  if (!Array.isArray(steps) || steps.length === 0)
    throw new RequestError(`${path} must say 'steps:' and then a list of them, each with bits and epochs`);
  const layers = float32 === undefined ? undefined : layersForm.safeParse(float32);
  if (layers?.error !== undefined)
    throw new RequestError(`${path}: float32 ${layers.error.issues[0]?.message ?? "is wrong"}`);
  const read = steps.map((step: unknown, at) => stepOf(step, `${path}: steps[${at}]`));
  refuseRising(read, path);
  return { name: path, steps: read, float32: layers?.data };
}

function stepOf(step: unknown, where: string): RecipeStep {
  const { success, data, error } = stepForm.safeParse(step);
  if (!success) {
    const [issue] = error.issues;
    if (issue?.code === "unrecognized_keys")
      throw new RequestError(
        `${where} has no '${issue.keys[0] ?? ""}'; there are ${Object.keys(stepForm.shape).join(", ")}`,
      );
    throw new RequestError(
      `${[`${where}:`, ...(issue?.path ?? [])].join(" ")} ${issue?.message ?? "is wrong"}`,
    );
  }
  const { bits, weights, activations, epochs: own, cycles, accurate } = data;
  if ((bits === undefined) === (weights === undefined && activations === undefined))
    throw new RequestError(`${where}: write bits: NUMBER, or weights: NUMBER and activations: NUMBER`);
  if (bits === "float32" && (cycles > 0 || accurate !== undefined))
    throw new RequestError(`${where}: float32 is the accurate model itself; it has no cycles`);
  if (cycles === 0 && accurate !== undefined)
    throw new RequestError(`${where}: accurate: ${accurate} means something only with cycles`);
  const all = { epochs: own, cycles, accurate: accurate ?? own };
  if (bits !== undefined)
    return { ...all, bits: bits === "float32" ? null : { weights: bits, activations: bits } };
  if (weights === undefined || activations === undefined)
    throw new RequestError(`${where}: write both, weights: NUMBER and activations: NUMBER`);
  return { ...all, bits: { weights, activations } };
}

/** Float32 counts as more than any number of bits. */
function refuseRising(steps: readonly RecipeStep[], path: string): void {
  const { weights, activations } = { weights: Infinity, activations: Infinity };
  let before = { weights, activations };
  steps.forEach(({ bits }, at) => {
    const now = bits ?? { weights, activations };
    const [rises, falls] = [
      now.weights > before.weights || now.activations > before.activations,
      now.weights < before.weights || now.activations < before.activations,
    ];
    if (at > 0 && (rises || !falls))
      throw new RequestError(
        `${path}: steps[${at}] has ${bitsName(bits)} after ${bitsName(steps[at - 1]?.bits ?? null)}; bits fall from step to step`,
      );
    before = now;
  });
  if (steps.at(-1)?.bits === null) throw new RequestError(`${path}: no step has few bits`);
}

/** What a recipe says, phase by phase. */
export const courseOf = ({ name, steps, float32 }: Recipe): Course => ({
  name,
  float32,
  phases: steps.flatMap(({ bits, epochs: own, cycles, accurate }): Phase[] => [
    ...Array.from({ length: cycles }, () => [
      { bits, epochs: own },
      { bits: null, epochs: accurate },
    ]).flat(),
    { bits, epochs: own },
  ]),
});

/** The same in as many epochs: its steps without cycles, where it has any, and its last bits from fresh weights. */
export function othersOf(recipe: Recipe): Course[] {
  const { steps, float32 } = recipe;
  const whole = (step: RecipeStep): number => step.epochs + step.cycles * (step.epochs + step.accurate);
  const stepped = steps.map((step) => ({ bits: step.bits, epochs: whole(step) }));
  const last = steps.at(-1)?.bits ?? null;
  return [
    ...(steps.some(({ cycles }) => cycles > 0)
      ? [{ name: "steps without cycles", float32, phases: stepped }]
      : []),
    ...(steps.length > 1
      ? [{ name: "direct", float32, phases: [{ bits: last, epochs: epochsOf(stepped) }] }]
      : []),
  ];
}
