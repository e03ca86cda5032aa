import { expect, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { vectorsFor } from "../../../sim/vectors/vectors.js";

test("sampled vectors are fewer where the datapath is large, but never few", () => {
  const count = (n: number) => {
    const cases = () => Array.from({ length: 9000 }, (_, i) => ({ x: 54321n, y: BigInt(i) }));
    return vectorsFor({ ...parseDesign(`IntMult n=${n}`), cases }, { candidates: 0 }).count;
  };
  const large = count(48);
  expect(large).toBeLessThan(count(20) / 2);
  expect(large).toBeGreaterThan(7000);
});
