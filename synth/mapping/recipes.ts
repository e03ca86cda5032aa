import type { Objective } from "../../generators/contract/architecture.js";

/**
 * `reference`: one script for ABC, the same that published cores were measured with, so that figures compare; `best`:
 * several, restructuring and sizing in different ways, of which the best result counts; `retimed`: of a pipeline, its
 * operator mapped as `reference` does it, and registers between the gates; of others the same as `reference`.
 */
export const recipes = ["reference", "best", "retimed"] as const;
export type RecipeKind = (typeof recipes)[number];

const reference = { area: ["area"], balanced: ["balanced"], delay: ["delay"] };

/** Scripts for ABC by the names of their files in templates/synth/mapping, without their ending. */
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
  /** Whether Yosys' own ABC script goes before; which is better differs from design to design. */
  readonly abcFirst: boolean;
  /** The delay to map for, in ps, where the script asks for one. */
  readonly target_ps?: number;
}

const bothWays = (script: string): Way[] => [true, false].map((abcFirst) => ({ script, abcFirst }));

/** All ways that a recipe tries for an objective. */
export const waysOf = (kind: RecipeKind, objective: Objective): Way[] =>
  scripts[kind][objective].flatMap(bothWays);

/** All ways of `best`, whatever the objective. */
export const everyWay: readonly Way[] = [...new Set(Object.values(scripts.best).flat())].flatMap(bothWays);

/** The ways that map and size for a delay, given in ns. */
export const targetedWays = (delay_ns: number): Way[] =>
  ["best/target", "best/target-restructured"]
    .flatMap(bothWays)
    .map((way) => ({ ...way, target_ps: Math.round(1000 * delay_ns) }));
