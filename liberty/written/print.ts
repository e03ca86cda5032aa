/** A Liberty group to be written. */
export interface WrittenGroup {
  readonly kind: string;
  readonly name: string;
  /** A text for `name : value;`, a list for `name (value, …);`, as they are to stand there. Undefined: left out. */
  readonly attributes: readonly (readonly [name: string, value: string | readonly string[] | undefined])[];
  readonly groups?: readonly WrittenGroup[] | undefined;
  /** Attributes that name one of the groups, and so stand behind them. */
  readonly references?: WrittenGroup["attributes"] | undefined;
}

/** The group as Liberty text in its plainest form: one statement a line, each with a semicolon. */
export function printGroup(
  { kind, name, attributes, groups = [], references = [] }: WrittenGroup,
  indent = "",
): string {
  const inner = `${indent}  `;
  const lines = (of: WrittenGroup["attributes"]): string[] =>
    of.flatMap(([attribute, value]) => {
      if (value === undefined) return [];
      return `${inner}${attribute} ${typeof value === "string" ? `: ${value}` : `(${value.join(", ")})`};`;
    });
  const inside = groups.map((group) => printGroup(group, inner));
  return [
    `${indent}${kind} (${name}) {`,
    ...[...lines(attributes), ...inside, ...lines(references)],
    `${indent}}`,
  ].join("\n");
}

export const quoted = (text: string): string => `"${text}"`;

/** A name as it is, in quotes where it is more than letters, digits and `_`. */
export const named = (name: string): string => (/^[A-Za-z]\w*$/.test(name) ? name : quoted(name));

export const numbers = (values: readonly number[]): string => quoted(values.map(String).join(", "));

/** A name as Verilog takes it, whatever it is made of. Words of Verilog are small letters, some with a digit at the end. */
export const escaped = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) && !/^[a-z]{2,}\d?$/.test(name) ? name : `\\${name} `;
