import { crc32 } from "node:zlib";
import type { Design } from "../../../generators/design.js";
import type { Operator } from "../../../generators/contract/operator.js";
import { catalogue } from "../../../generators/operators/catalogue.js";
import { Random } from "../../../operands/random.js";
import { choicesOf, drawDesign, hasChoice, type Choice } from "./draw.js";

export interface Plan {
  readonly seed: number;
  /** What choices an operator's designs are to have, each set of them in one design at least. */
  readonly sets: (choices: readonly Choice[]) => Choice[][];
  /** Designs of each operator of whose choices nothing is asked. */
  readonly free: number;
}

export interface Drawn {
  readonly designs: readonly Design[];
  /** Sets of choices for which nothing valid was found. */
  readonly notFound: readonly (readonly Choice[])[];
}

/** The same designs from the same seed: what the plan asks of each operator, and every choice there is at least once. */
export function drawDesigns({ seed, sets, free }: Plan): Drawn {
  const designs: Design[] = [];
  const notFound: (readonly Choice[])[] = [];
  const draw = (operator: Operator, random: Random, choices: readonly Choice[]): void => {
    const design = drawDesign(operator, random, choices);
    if (design === null) notFound.push(choices);
    else designs.push(design);
  };
  for (const operator of catalogue) {
    const random = randomFor(seed, operator.name);
    for (let drawn = 0; drawn < free; drawn++) draw(operator, random, []);
    const wanted = sets(choicesOf(operator));
    for (const choices of random.some(wanted, wanted.length))
      if (!designs.some((design) => design.operator === operator && hasAll(design, choices)))
        draw(operator, random, choices);
  }
  const random = randomFor(seed, "all");
  const everywhere = catalogue.flatMap((operator) =>
    choicesOf(operator).map((choice) => ({ operator, choice })),
  );
  for (const { operator, choice } of random.some(everywhere, everywhere.length))
    if (!designs.some((design) => hasAll(design, [choice]))) draw(operator, random, [choice]);
  return { designs, notFound };
}

/** An operator's designs stay the same where others come or change. */
const randomFor = (seed: number, name: string): Random => Random.seeded((seed ^ crc32(name)) >>> 0);

const hasAll = (design: Design, choices: readonly Choice[]): boolean =>
  choices.every((choice) => hasChoice(design, choice));

/** Choices of these kinds, one by one. */
export const singles =
  (...kinds: Choice["kind"][]) =>
  (choices: readonly Choice[]): Choice[][] =>
    choices.filter(({ kind }) => kinds.includes(kind)).map((choice) => [choice]);

/** Each value of one own parameter with each of another: every format with every accumulator. */
export function pairs(choices: readonly Choice[]): Choice[][] {
  const given = choices.filter(({ kind, value }) => kind === "own" && value !== null);
  return given.flatMap((one, index) =>
    given.slice(index + 1).flatMap((other) => (one.name === other.name ? [] : [[one, other]])),
  );
}

/** Choices that were never drawn, as they are written: an operator's own of its designs, others of any. */
export const missing = (designs: readonly Design[]): string[] =>
  catalogue.flatMap((operator) => {
    const own = designs.filter((design) => design.operator === operator);
    return choicesOf(operator)
      .filter(
        (choice) => !(choice.kind === "own" ? own : designs).some((design) => hasChoice(design, choice)),
      )
      .map(({ name, value }) => `${operator.name} ${name}=${value ?? "(left out)"}`);
  });
