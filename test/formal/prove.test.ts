import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Design } from "../../generators/design.js";
import { prove } from "../../formal/prove.js";
import { settle, type Theorem } from "../../formal/settle.js";
import { rtlSubject } from "../../sim/icarus/rtl-subject.js";
import { findYosys, type Yosys } from "../../synth/mapping/yosys.js";
import { runTool, type ToolOptions } from "../../tools/run.js";
import { andNot } from "./designs.js";
import { and, circuit, describeProver } from "./provers.js";

const sleep = { name: "a solver", command: "sleep", packages: {} };

describeProver("the native Yosys", () => findYosys("native"));
describeProver("a native Yosys without an ABC of its own", async () => ({
  ...(await findYosys("native")),
  runAbc: null,
}));

it("circuits whose inputs have other names are not compared", async () => {
  const other = circuit("11 1", "x[0] x[1] z");
  const answer = await prove(and, other, await findYosys("native"), 60);
  if (answer.kind !== "undecided") expect.fail(answer.kind);
  expect(answer.reason).toMatch(/Miter computation has failed/);
});

describe("a solver is not believed", () => {
  const sideOf = (design: Design): Theorem["sides"][0] => ({
    name: "RTL",
    gates: and,
    subject: rtlSubject(design),
  });

  /** Says what it is told to. */
  const liar = (said: string, counterExample: string): Yosys => ({
    version: "a liar",
    abc: null,
    run: () => Promise.reject(new Error("nobody asked Yosys")),
    async runAbc(_, { cwd }) {
      await writeFile(join(cwd, "counter-example.txt"), counterExample);
      return { stdout: said, stderr: "", seconds: 0 };
    },
  });
  const notEquivalent = "Primary inputs (2):  0=x[0] 1=y[0]\nNetworks are NOT EQUIVALENT.\n";
  const settled = (yosys: Yosys, design = andNot(), proofTime = 60) =>
    settle(
      design,
      { claim: "RTL = netlist", sides: [sideOf(design), sideOf(design)] },
      { yosys, timeLimit: 60, proofTime },
    );

  it("when its counter-example is none in the simulator", async () => {
    const claim = await settled(liar(notEquivalent, "10# DONE\n"));
    expect(claim).toMatchObject({ verdict: "undecided" });
    expect(claim.reason).toMatch(/in the simulator they agree/);
  });

  it("when both sides are wrong in the same way", async () => {
    const refuted = liar(notEquivalent, "10# DONE\n");
    const claim = await settled(refuted, andNot("assign r = x & y;"));
    expect(claim).toMatchObject({ verdict: "undecided" });
    expect(claim).not.toHaveProperty("counter_example");
  });

  it.each([
    ["nothing", "", /no answer/],
    ["that it gave up", "Networks are UNDECIDED.\n", /gave up/],
    ["something else", "Error: Empty network.\n", /Empty network/],
    ["it elsewhere than in its answer", "Not all Networks are equivalent\n", /no answer/],
  ])("when it says %s", async (_, said, reason) => {
    const claim = await settled(liar(said, ""));
    expect(claim.verdict).toBe("undecided");
    expect(claim.reason).toMatch(reason);
  });

  it("when it has not answered in time", async () => {
    const sleeper = {
      ...liar("", ""),
      runAbc: (_: string, options: ToolOptions) => runTool(sleep, ["60"], options),
    };
    expect(await settled(sleeper, andNot(), 0.05)).toMatchObject({
      ...{ verdict: "undecided", reason: "no proof within 0.05 s" },
    });
  });
});
