import { styleText } from "node:util";
import { isColoured } from "./terminal.js";

type Fields = Readonly<Record<string, string>>;

/** Each field's colour; a field of another name has none. */
const colours: Readonly<Record<string, Parameters<typeof styleText>[0]>> = {
  sign: "red",
  regime: "yellow",
  exponent: "cyan",
  fraction: "magenta",
  integer: "cyan",
};

/** A pattern's fields in a line: `sign +  regime 10 (k=0)  fraction 0100`; on a terminal their bits in colour. */
export const coloured = (fields: Fields): string =>
  isColoured(1)
    ? inALine(fields, (name, text) => {
        const colour = colours[name];
        return colour === undefined ? text : styleText(colour, text);
      })
    : plain(fields);

/** The same without colours. */
export const plain = (fields: Fields): string => inALine(fields, (_, text) => text);

const inALine = (fields: Fields, shown: (name: string, text: string) => string): string =>
  Object.entries(fields)
    .map(([name, text]) => `${name} ${shown(name, text)}`)
    .join("  ");
