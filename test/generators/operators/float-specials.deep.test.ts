import { test } from "vitest";
import { expectSpecials, factors } from "./float-specials.js";

const accumulators = ["acc=e4m3,e5m2,bfloat16,binary16,binary32", "wEa=4 wFa=3", "wEa=2 wFa=1"];

test.each([
  ...factors.flatMap((format) => accumulators.map((acc) => `FloatMac ${format} ${acc}`)),
  "FloatMac wE=4 wF=3 acc=e4m3,e5m2 overflow=saturate",
])("special values meet in every combination of formats: %s", expectSpecials);
