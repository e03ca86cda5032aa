import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Design } from "../../generators/design.js";
import type { Blif } from "../../formal/blif.js";
import { prove } from "../../formal/prove.js";
import { readBlif } from "../../formal/read-blif.js";
import { settle, type Theorem } from "../../formal/settle.js";
import { rtlSubject } from "../../sim/icarus/rtl-subject.js";
import { findYosys, type Yosys } from "../../synth/mapping/yosys.js";
import { andNot } from "./designs.js";

/** r[0] = table of x and y, r[1] = x[1]; rows as BLIF has them. */
const circuit = (table: string, inputs = "x[0] x[1] y"): Blif =>
  readBlif(
    `.model c\n.inputs ${inputs}\n.outputs r[0] r[1]\n.names x[0] y r[0]\n${table}\n.names x[1] r[1]\n1 1\n.end\n`,
  );
const and = circuit("11 1");

describe.each([
  ["the native Yosys", () => findYosys("native")],
  [
    "a native Yosys without an ABC of its own",
    async () => ({ ...(await findYosys("native")), runAbc: null }),
  ],
  ["the WebAssembly Yosys", () => findYosys("wasm")],
])("with %s", (_, yosys) => {
  it("circuits are equal by name, in whatever order their inputs stand", async () => {
    const other = circuit("0- 0\n-0 0", "y x[1] x[0]");
    expect(await prove(and, other, await yosys(), 60)).toEqual({ kind: "proved" });
  });

  it("different ones differ on the inputs that the answer names", async () => {
    const answer = await prove(and, circuit("10 1\n11 1"), await yosys(), 60);
    if (answer.kind !== "refuted") expect.fail(answer.kind);
    expect([answer.example.get("x[0]"), answer.example.get("y")]).toEqual([1n, 0n]);
  });
});

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
  const settled = (yosys: Yosys, design = andNot()) =>
    settle(
      design,
      { claim: "RTL = netlist", sides: [sideOf(design), sideOf(design)] },
      { yosys, timeLimit: 60, proofTime: 60 },
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
});
