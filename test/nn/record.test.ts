import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { loadLibrary } from "../../liberty/load.js";
import { checkTrace } from "../../library/verify-trace.js";
import { readTrace, traceText } from "../../operands/trace-file.js";
import { RequestError } from "../../tools/errors.js";
import { kinds, traceOf } from "./traces.js";

const folder = mkdtempSync(join(tmpdir(), "trace-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const options = {
  seed: 1,
  timeLimit: 60,
  proofTime: 1,
  vcdFolder: folder,
  library: await loadLibrary(["generic"]),
};
const noNetlist = () => Promise.reject(new Error("no netlist is needed"));

describe("recorded sums", () => {
  test.each(kinds)("%s: the RTL and the golden model give the recorded sums", async (spec) => {
    const { design, trace } = traceOf(spec, 8);
    const path = join(folder, "kind.jsonl");
    writeFileSync(path, traceText(design, trace));
    const read = readTrace(path);
    expect(read).toEqual(trace);
    const [check] = await checkTrace(
      design,
      { trace: read, path },
      ["rtl"],
      noNetlist,
      options,
      () => undefined,
    );
    expect(check).toMatchObject({ verdict: "pass", mismatches: 0, recorded: { sums: 8, differing: 0 } });
  });

  test("a recorded sum that is another is found, with its place", async () => {
    const { design, trace } = traceOf("PositQuireMac n=8 es=1", 8);
    const wrong = trace.sums.map((sum, at) => (at === 3 ? { ...sum, value: sum.value * 2 + 1 } : sum));
    const given = { trace: { ...trace, sums: wrong }, path: "wrong.jsonl" };
    const [check] = await checkTrace(design, given, ["rtl"], noNetlist, options, () => undefined);
    expect(check).toMatchObject({
      verdict: "fail",
      mismatches: 0,
      recorded: { differing: 1, first_differing: [{ sum: 3, channel: trace.sums[3]?.channel }] },
    });
  });

  test("are the same for the same seed, and others for another", () => {
    const places = (seed: number) =>
      traceOf("IntMac n=8 acc=24", 8, seed).trace.sums.map(({ channel, position }) => [channel, position]);
    expect(places(1)).toEqual(places(1));
    expect(places(2)).not.toEqual(places(1));
  });

  test("of other formats are refused", async () => {
    const { trace } = traceOf("PositQuireMac n=8 es=1", 2);
    const other = parseDesign("PositQuireMac n=8 es=0");
    await expect(
      checkTrace(other, { trace, path: "t" }, ["rtl"], noNetlist, options, () => undefined),
    ).rejects.toThrow(RequestError);
  });

  test("a file that is cut short is refused", () => {
    const { design, trace } = traceOf("IntMac n=8 acc=24", 4);
    const path = join(folder, "short.jsonl");
    writeFileSync(path, traceText(design, trace).split("\n").slice(0, 3).join("\n"));
    expect(() => readTrace(path)).toThrow(/announces 4 sums, and has 2/);
  });
});
