import type { Objective } from "../../generators/contract/architecture.js";

/**
 * - `reference`: one ABC script. Published cores were measured with the same one, so figures are comparable.
 * - `best`: several ABC scripts, which restructure and size in different ways. The best result counts.
 * - `retimed`: a pipeline's operator is mapped as by `reference`, then registers are placed between its gates.
 *   A design without stages is mapped as by `reference`.
 */
export const recipes = ["reference", "best", "retimed"] as const;
export type RecipeKind = (typeof recipes)[number];

const reference = { area: ["area"], balanced: ["balanced"], delay: ["delay"] };

/** ABC scripts: file names in templates/synth/mapping, without the `.abc`. */
const scripts: Readonly<Record<RecipeKind, Readonly<Record<Objective, readonly string[]>>>> = {
  reference,
  retimed: reference,
  best: {
    area: ["area", "best/area-resub", "best/area-rewrite"],
    balanced: ["area", "balanced", "best/balanced-sized", "best/delay-sized", "best/delay-compact"],
    delay: ["delay", "best/delay-sized", "best/delay-restructured"],
  },
};

/** One way to map a design. */
export interface Way {
  readonly script: string;
  /** Whether Yosys' own ABC script runs first. That helps some designs and harms others. */
  readonly abcFirst: boolean;
  /** The delay to map for, in ps; only for scripts that need one. */
  readonly target_ps?: number;
}

const bothWays = (script: string): Way[] => [true, false].map((abcFirst) => ({ script, abcFirst }));

/** All ways that a recipe tries for an objective. */
export const waysOf = (kind: RecipeKind, objective: Objective): Way[] =>
  scripts[kind][objective].flatMap(bothWays);

/** All ways of `best`, for all objectives. */
export const everyWay: readonly Way[] = [...new Set(Object.values(scripts.best).flat())].flatMap(bothWays);

/** ABC ends with an error when it is to map for 0 ps. */
export const leastTarget_ps = 1;

/** The ways that map and size for a target delay, in ns. */
export const targetedWays = (delay_ns: number): Way[] =>
  ["best/target", "best/target-restructured"]
    .flatMap(bothWays)
    .map((way) => ({ ...way, target_ps: Math.max(leastTarget_ps, Math.round(1000 * delay_ns)) }));
