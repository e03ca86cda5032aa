import { test } from "vitest";
import { expectSameBytes } from "./train-threads.js";

test.each([
  ["low.yaml", "", "--recipe recipe.yaml --batch 9"],
  ["plain.yaml", "float32", "--optimizer adam"],
  ["plain.yaml", "PositMac n=16 es=1", "--batch 7"],
  ["plain.yaml", "IntMac n=8 acc=32", "--batch 12"],
  ["plain.yaml", "FloatMac format=bfloat16 acc=binary32", "--batch 33"],
  ["plain.yaml", "DrumMult n=8 k=4 sign=c2", ""],
])("%s on %s %s: the same bytes on one thread, two and three", expectSameBytes);
