import { randomUUID } from "node:crypto";

/** From so many characters on, a string is written apart. */
const long = 4000;

/**
 * A value as indented JSON in UTF-8, with a line's end: the bytes of `JSON.stringify(value, null, 2)`. Long strings are encoded
 * apart, each straight into bytes. In one text with the others a single `⟨` makes every character of a design's Verilog take
 * two bytes, and encoding megabytes of it takes three times as long.
 */
export function jsonBytes(value: object): Uint8Array {
  const mark = randomUUID();
  const apart: string[] = [];
  const text = JSON.stringify(
    value,
    (_, field: unknown) => {
      if (typeof field !== "string" || field.length < long) return field;
      apart.push(field);
      return mark;
    },
    2,
  );
  const [first = "", ...rest] = text.split(`"${mark}"`);
  const pieces = rest.flatMap((piece, index) => [JSON.stringify(apart[index]), piece]);
  return Buffer.concat([first, ...pieces, "\n"].map((piece) => Buffer.from(piece)));
}
