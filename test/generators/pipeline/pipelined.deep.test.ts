import { describe, test } from "vitest";
import { anyPipelines, expectGolden } from "./pipelines.js";

describe("a pipelined operator is its golden model, a latency later", () => {
  test.each(anyPipelines().filter((_, index) => index % 4 !== 0))("%s", expectGolden);
});
