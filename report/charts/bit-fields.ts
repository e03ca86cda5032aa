import { textWidth } from "../svg-text.js";
import { rectangle, svg, type Mark, type Text } from "./chart.js";

/** A port's pattern as it is decoded. */
export interface DecodedPort {
  readonly name: string;
  readonly format: string;
  /** In hexadecimal. */
  readonly bits: string;
  readonly value: string;
  /** By name: bits, and what they say behind them, `10 (k=0)`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Pale enough for letters on them, in the light and in the dark. */
const fills: Readonly<Record<string, string>> = {
  sign: "#d55e0066",
  regime: "#e69f0066",
  exponent: "#56b4e966",
  integer: "#56b4e966",
  fraction: "#cc79a766",
};
const [left, names, top, row, height, size] = [24, 56, 50, 76, 28, 13] as const;

/** Patterns field by field as an SVG file: each field's bits in its colour, its name and meaning beneath. */
export function bitFieldsChart(design: string, ports: readonly DecodedPort[]): string {
  const marks: Mark[] = [];
  const texts: Text[] = [];
  let right = 420;
  for (const [index, port] of ports.entries()) {
    const y = top + index * row;
    texts.push({ x: left, y: y + 19, text: port.name, anchor: "start" });
    let x = left + names;
    for (const { name, bits, note } of fieldsOf(port)) {
      const said = note === "" ? name : `${name} ${note}`;
      const width = Math.ceil(Math.max(textWidth(bits, size), textWidth(said, size))) + 12;
      marks.push({ path: rectangle(x, y, width, height), fill: fills[name] ?? "#8a939c66" });
      texts.push({ x: x + width / 2, y: y + 19, text: bits, anchor: "middle" });
      texts.push({ x: x + width / 2, y: y + height + 16, text: said, anchor: "middle" });
      x += width + 4;
    }
    const value = `= ${port.value}, ${port.bits}, ${port.format}`.replaceAll("-", "−");
    texts.push({ x: x + 8, y: y + 19, text: value, anchor: "start" });
    right = Math.max(right, x + 8 + Math.ceil(textWidth(value, size)));
  }
  return svg({
    title: "Bit fields",
    description: [
      design,
      ...(ports.some(({ fields }) => fields.sign === "-" && fields.regime !== undefined)
        ? ["Fields of a negative posit are those of its magnitude."]
        : []),
    ],
    width: right + left,
    height: top + ports.length * row,
    left,
    marks,
    grid: [],
    lines: [],
    texts,
  });
}

/** Fields that are bits. A sign is one bit, said as + or −; a pattern without fields is one. */
function fieldsOf({ fields, bits }: DecodedPort): { name: string; bits: string; note: string }[] {
  const found = Object.entries(fields).flatMap(([name, text]) => {
    if (name === "sign") return [{ name, bits: text === "-" ? "1" : "0", note: text.replace("-", "−") }];
    const [, own = "", note = ""] = /^([01]+)(?: \((.*)\))?$/.exec(text) ?? [];
    return own === "" ? [] : [{ name, bits: own, note: note.replace("-", "−") }];
  });
  return found.length > 0 ? found : [{ name: "bits", bits, note: "" }];
}
