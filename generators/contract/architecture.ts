import type { z } from "zod";

/** How a datapath is made: of each choice, the value taken. */
export type Architecture = Readonly<Record<string, string>>;

/** The ways to make an operator's datapath. No choice changes what it computes, only what it costs. */
export interface Architectures<P = never, Choices extends z.ZodObject = z.ZodObject> {
  /** Of each choice the values it has, an enum with its description. */
  readonly choices: Choices;
  /** What measured best for an objective; a person may make any choice by hand. */
  choose(objective: Objective, p: P): z.output<Choices> & Architecture;
}

/** Every combination of the values that choices have; one without a choice where there are none. */
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
