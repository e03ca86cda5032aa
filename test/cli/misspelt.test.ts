import { expect, test } from "vitest";
import { checkSpelling } from "../../cli/misspelt.js";

const isOption = (flag: string): boolean => ["-o", "--format", "--stages"].includes(flag);

test.each([
  ["PositMult --n=16", "n=16"],
  ["PositMult --n 16", "n=16"],
  ["PositMult --n16", "n=16"],
  ["PositMult -n=16", "n=16"],
  ["PositMult -n16,32 es=1", "n=16,32"],
  ["PositMult n= 8..16", "n=8..16"],
  ["PositMult n =16", "n=16"],
  ["PositMult n = 16", "n=16"],
  ["PositMult n 16", "n=16"],
  ["PositMult n:16", "n=16"],
  ["IntMult n=8 --objective delay", "objective=delay"],
  ["IntMult n=8 --objective=delay", "objective=delay"],
  ["FloatMult format bfloat16", "format=bfloat16"],
  ["IntMult n=8 --signed true", "signed=true"],
])("%s", (words, right) => {
  expect(() => {
    checkSpelling(words.split(" "), isOption);
  }).toThrow(new RegExp(`; write ${right.replaceAll(".", "\\.")}$`));
});

test.each([
  "PositMult n=16 es=0..2 -o n",
  "PositMult n=16 -o out --json",
  "FloatMult --format bfloat16",
  "IntMult n=8 --stages 2",
  "PositMult n=8 x=1.5 y=-2",
  "sweep.yaml",
  "PositMult PlamMult",
])("%s is left as it is", (words) => {
  expect(() => {
    checkSpelling(words.split(" "), isOption);
  }).not.toThrow();
});
