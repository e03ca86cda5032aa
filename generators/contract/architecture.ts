import type { z } from "zod";

/** How a datapath is made: each choice's value, by the choice's name. */
export type Architecture = Readonly<Record<string, string>>;

/** The ways to make an operator's datapath. No choice changes what it computes, only what it costs. */
export interface Architectures<P = never, Choices extends z.ZodObject = z.ZodObject> {
  /** Each choice's values: an enum with its description. */
  readonly choices: Choices;
  /** The choices that measured best for an objective; a user may make any choice by hand. */
  choose(objective: Objective, p: P): z.output<Choices> & Architecture;
  /** The choices that change nothing with these parameters and the others: a header leaves them out. */
  idle?(p: P, architecture: z.output<Choices>): readonly string[];
}

/** Every combination of the choices' values; without choices the empty one alone. */
export function everyArchitecture(choices: z.ZodObject | undefined): Architecture[] {
  return Object.entries(choices?.shape ?? {}).reduce<Architecture[]>(
    (made, [name, schema]) =>
      valuesOf(schema).flatMap((value) => made.map((each) => ({ ...each, [name]: value }))),
    [{}],
  );
}

const valuesOf = (schema: unknown): readonly string[] =>
  (schema as z.ZodEnum<Record<string, string>>).options;

/** What a design is optimised for; picks the synthesis recipe, and the architecture where an operator has several. */
export const objectives = ["area", "balanced", "delay"] as const;

/** One of `objectives`. */
export type Objective = (typeof objectives)[number];
