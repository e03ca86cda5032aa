import { randomUUID } from "node:crypto";

/** From so many characters on, a string is written apart. */
const long = 4000;

/** By field, what gives the field's JSON in UTF-8. */
export type WrittenFields = Readonly<Record<string, () => Uint8Array>>;

const written = new WeakMap<object, WrittenFields>();

/** Notes that some of an object's fields are written already: `jsonBytes` takes them as they are, and does not read the fields. */
export function noteWritten<T extends object>(object: T, fields: WrittenFields): T {
  written.set(object, fields);
  return object;
}

/**
 * A value as indented JSON in UTF-8, with a line's end: the bytes of `JSON.stringify(value, null, 2)`. Long strings are encoded
 * apart, each straight into bytes. In one text with the others a single `⟨` makes every character of a design's Verilog take
 * two bytes, and encoding megabytes of it takes three times as long.
 */
export function jsonBytes(value: object): Uint8Array {
  const mark = randomUUID();
  const apart: Uint8Array[] = [];
  const marked = (json: Uint8Array): string => {
    apart.push(json);
    return mark;
  };
  const text = JSON.stringify(
    value,
    (_, field: unknown) => {
      if (typeof field === "string") return field.length < long ? field : marked(jsonOf(field));
      const known = typeof field === "object" && field !== null ? written.get(field) : undefined;
      if (known === undefined) return field;
      return Object.fromEntries(
        Object.keys(field as object).map((name) => {
          const json = known[name]?.();
          return [name, json === undefined ? (field as Record<string, unknown>)[name] : marked(json)];
        }),
      );
    },
    2,
  );
  const [first = "", ...rest] = text.split(`"${mark}"`);
  const pieces = rest.flatMap((piece, index) => [apart[index] ?? nothing, Buffer.from(piece)]);
  return Buffer.concat([Buffer.from(first), ...pieces, Buffer.from("\n")]);
}

const nothing = Buffer.alloc(0);

/** A string's JSON in UTF-8. */
export const jsonOf = (text: string): Uint8Array => Buffer.from(JSON.stringify(text));
