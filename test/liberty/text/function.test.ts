import { expect, it } from "vitest";
import { parseFunction, truthTable } from "../../../liberty/text/function.js";

const table = (text: string, inputs: string[]) => {
  const read = parseFunction(text);
  return read && truthTable(read, inputs);
};

it.each([
  ["A", ["A"], 0b10],
  ["!A", ["A"], 0b01],
  ["A'", ["A"], 0b01],
  ["!!A''", ["A"], 0b10],
  ["1", [], 1],
  ["0", [], 0],
  ["A*B", ["A", "B"], 0b1000],
  ["A & B", ["A", "B"], 0b1000],
  ["A B", ["A", "B"], 0b1000],
  ["A !B", ["A", "B"], 0b0010],
  ["(A)(B)", ["A", "B"], 0b1000],
  ["!(A B)", ["A", "B"], 0b0111],
  ["(A B)'", ["A", "B"], 0b0111],
  ["(!A) | (!B)", ["A", "B"], 0b0111],
  ["A+B", ["A", "B"], 0b1110],
  ["A^B", ["A", "B"], 0b0110],
  ["A+B*C", ["A", "B", "C"], 0b11101010],
  ["A*B^C", ["A", "B", "C"], 0b00101000],
  ["(A*S')+(B*S)", ["A", "B", "S"], 0b11001010],
  ["A[0] + A[1]", ["A[0]", "A[1]"], 0b1110],
  ["A*B*C*D*E", ["A", "B", "C", "D", "E"], 0x80000000],
  ["!A+!B+!C+!D+!E", ["A", "B", "C", "D", "E"], 0x7fffffff],
])("%s", (text, inputs, expected) => {
  expect(table(text, inputs)).toBe(expected);
});

it.each(["", "(", "A)", "A+", "*A", "A ? B", "!"])("no function: %s", (text) => {
  expect(parseFunction(text)).toBeUndefined();
});

it("of a pin that is no input is unknown", () => {
  expect(table("IQ", ["D"])).toBeUndefined();
  expect(table("D * IQ", ["D"])).toBeUndefined();
});
