/** Functions of `templates/export/helpers.c.hbs` that a model's file may define. */
export const helpers = [
  "limb",
  "left",
  "right",
  "extend",
  "parity",
  "copy",
  "place",
  "repeat",
  "extend_wide",
  "complement",
  "bitwise_and",
  "bitwise_or",
  "bitwise_xor",
  "add",
  "subtract",
  "multiply",
  "shift_left",
  "shift_right",
  "equal",
  "less",
  "any",
  "all_ones",
] as const;

export type Helper = (typeof helpers)[number];

/** Helpers that others call. */
const needs: Readonly<Partial<Record<Helper, readonly Helper[]>>> = {
  repeat: ["place"],
  extend_wide: ["copy"],
};

/** Those that call none but `limb`. */
const withoutLimb: ReadonlySet<Helper> = new Set([
  "limb",
  "left",
  "right",
  "extend",
  "parity",
  "any",
  "all_ones",
  "place",
]);

/** All helpers that a file must define if it uses some. */
export function neededHelpers(used: ReadonlySet<Helper>): Record<Helper, boolean> {
  const all = new Set([...used].flatMap((helper) => [helper, ...(needs[helper] ?? [])]));
  if ([...all].some((helper) => !withoutLimb.has(helper) && helper !== "repeat")) all.add("limb");
  return Object.fromEntries(helpers.map((helper) => [helper, all.has(helper)])) as Record<Helper, boolean>;
}
