import { z } from "zod";

/**
 * How parameters describe themselves. Help says what every value means; a header says it of the value that is set.
 *
 *     oneOf("the product is", { exact: "exact", plam: "PLAM's approximation" })
 *
 * Help: `the product is exact or PLAM's approximation (plam)`.
 * Header: `product = plam: the product is PLAM's approximation`.
 */

/** What a header says of each value, by the value as it is written. */
export type Meanings = Readonly<Record<string, string>>;

/** What a schema says of itself. */
export interface Said extends z.core.GlobalMeta {
  /** For a header; the description may also tell of values that are not set. */
  readonly title?: string;
  /** For a header, in place of `title`. */
  readonly meanings?: Meanings;
}

/** A parameter with a few values. Each one's meaning ends the sentence that `begin` begins. */
export function oneOf<const M extends Meanings>(
  begin: string,
  meanings: M,
): z.ZodEnum<{ [Value in keyof M & string]: Value }> {
  const said = Object.entries(meanings).map(([value, meaning]) =>
    meaning === value ? value : `${meaning} (${value})`,
  );
  const listed = said.length > 1 ? `${said.slice(0, -1).join(", ")} or ${said.at(-1)}` : said.join("");
  return z.enum(Object.keys(meanings) as (keyof M & string)[]).meta({
    description: `${begin} ${listed}`,
    meanings: Object.fromEntries(
      Object.entries(meanings).map(([value, meaning]) => [value, `${begin} ${meaning}`]),
    ),
  });
}

/** A parameter that is true or false. Help describes it as true. */
export const yesNo = (whenTrue: string, whenFalse: string): z.ZodBoolean =>
  z.boolean().meta({
    description: `${whenTrue}; else ${whenFalse}`,
    meanings: { true: whenTrue, false: whenFalse },
  });

/** Of a number: `title` for a header, and notes that only help needs. Some values may have a meaning of their own. */
export const notes = (title: string, more: string, meanings?: Meanings): Said => ({
  title,
  description: `${title}; ${more}`,
  ...(meanings && { meanings }),
});
