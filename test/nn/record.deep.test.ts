import { expect, test } from "vitest";
import { loadLibrary } from "../../liberty/load.js";
import { checkTrace } from "../../library/verify-trace.js";
import { kinds, traceOf } from "./traces.js";

const options = {
  seed: 1,
  timeLimit: 600,
  proofTime: 1,
  vcdFolder: "rtl-out",
  library: await loadLibrary(["generic"]),
};

test.each(kinds)("%s: 1,000 recorded sums through Icarus, none differs", async (spec) => {
  const { design, trace } = traceOf(spec, 1000);
  const given = { trace, path: "1000 sums" };
  const none = () => Promise.reject(new Error("no netlist is needed"));
  const [check] = await checkTrace(design, given, ["rtl"], none, options, () => undefined);
  expect(check).toMatchObject({ verdict: "pass", mismatches: 0, recorded: { sums: 1000, differing: 0 } });
});
