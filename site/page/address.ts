import { catalogue } from "../../generators/operators/catalogue.js";
import type { Operator } from "../../generators/contract/operator.js";
import { parameterInfo } from "../../generators/parameters.js";

/** What the page shows. All of it stands in the address, what is wrong included. */
export interface State {
  readonly operator: Operator;
  /** Parameters as they are typed; what is empty has its default. */
  readonly values: Readonly<Record<string, string>>;
  /** Operands as they are typed, by port; a port that is not typed has an operand of the page's choice. */
  readonly operands: Readonly<Record<string, string>>;
  /** The name of the output that is shown. */
  readonly show: string;
  /** Clock cycles that were stepped through, as `writtenCycles` has them; empty: none. */
  readonly cycles: string;
}

export const firstOutput = "verilog";

/** The parameters of an operator's first example. */
export const exampleValues = ({ examples: [example] }: Operator): Record<string, string> =>
  Object.fromEntries(example.split(" ").map((pair) => pair.split("=") as [string, string]));

/** An operator at its first example. */
export const stateOf = (operator: Operator): State => ({
  operator,
  values: exampleValues(operator),
  operands: {},
  show: firstOutput,
  cycles: "",
});

/** One design, or two side by side. Operands and output are the same for both. */
export type States = readonly [State] | readonly [State, State];

/**
 * Reads the part of an address behind `#`: `PlamMult?n=16&es=1&x=1.5&show=c`. A key that is no parameter is an operand, as in
 * `tapir eval`. A second design stands behind a semicolon: `PlamMult?n=16;PositMult?n=16`.
 * Undefined where no operator is named.
 */
export function readAddress(hash: string): States | undefined {
  const [first, second] = hash
    .replace(/^#/, "")
    .split(";")
    .flatMap((part) => readPart(part) ?? []);
  if (first === undefined) return undefined;
  return second === undefined ? [first] : together(first, second);
}

function readPart(part: string): State | undefined {
  const [name, query] = part.split("?", 2);
  const operator = catalogue.find((each) => each.name === name);
  if (operator === undefined) return undefined;
  if (query === undefined) return stateOf(operator);
  const parameters = new Set(parameterInfo(operator).map((info) => info.name));
  const values: Record<string, string> = {};
  const operands: Record<string, string> = {};
  let [show, cycles] = [firstOutput, ""];
  for (const [key, value] of new URLSearchParams(query))
    if (parameters.has(key)) values[key] = value;
    else if (key === "show") show = value;
    else if (key === "cycles") cycles = value;
    else operands[key] = value;
  return { operator, values, operands, show, cycles };
}

/** A design beside another: what is shown, and for which operands, is said by the first. */
const together = (first: State, { operator, values, cycles }: State): States => [
  first,
  { ...first, operator, values, cycles },
];

/** The same, written. */
export const addressOf = ([first, second]: States): string =>
  `#${written(first)}${second === undefined ? "" : `;${written({ ...second, operands: {}, show: firstOutput })}`}`;

function written({ operator, values, operands, show, cycles }: State): string {
  const query = new URLSearchParams(
    [...Object.entries(values), ...Object.entries(operands)].filter(([, value]) => value !== ""),
  );
  if (show !== firstOutput) query.set("show", show);
  if (cycles !== "") query.set("cycles", cycles);
  // A design without any value is not the same as one at its example.
  return `${operator.name}?${query.toString()}`;
}
