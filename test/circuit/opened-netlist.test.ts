import { beforeEach, expect, test, vi } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { audit } from "../../audit/audit.js";
import * as parser from "../../circuit/netlist.js";
import { checkLevels } from "../../library/verify-levels.js";
import { loadLibrary } from "../../liberty/load.js";
import type { Level } from "../../sim/level.js";
import { cellActivities } from "../../synth/power/activity.js";
import { synthesizeDesign } from "../../synth/synthesize-design.js";

vi.mock("../../circuit/netlist.js", async (original) => {
  const module = await original<typeof parser>();
  return { ...module, readStructure: vi.fn(module.readStructure) };
});

const library = await loadLibrary(["generic"]);
const sum = parseDesign("IntMac n=4 acc=10 form=sequential");
const product = parseDesign("PositMult n=4 es=0");
const [ofSum, ofProduct] = await Promise.all(
  [sum, product].map((design) => synthesizeDesign(design, { library, timeLimit: 60 })),
);
if (ofSum === undefined || ofProduct === undefined) throw new Error("there are two netlists");

const few = { corners: 5, cases: 5, candidates: 5 };

beforeEach(() => {
  vi.mocked(parser.readStructure).mockClear();
});

test.each([
  { levels: ["gates"], design: sum, netlist: ofSum },
  { levels: ["rtl", "gates", "formal", "exhaustive"], design: sum, netlist: ofSum },
  { levels: ["gates", "exhaustive"], design: product, netlist: ofProduct },
] satisfies { levels: Level[]; [others: string]: unknown }[])(
  "the levels $levels of $design.spec parse its netlist once",
  async ({ levels, design, netlist }) => {
    const limits = { timeLimit: 60, proofTime: 60, vcdFolder: "rtl-out" };
    const options = { library, seed: 1, ...few, vectors: 100, ...limits };
    const checks = await checkLevels(
      design,
      levels,
      () => Promise.resolve(netlist),
      options,
      () => undefined,
    );
    expect(checks.map(({ verdict }) => verdict)).not.toContain("fail");
    expect(parser.readStructure).toHaveBeenCalledOnce();
  },
);

test.each([
  { design: sum, netlist: ofSum },
  { design: product, netlist: ofProduct },
])("an audit of $design.spec parses its netlist once, faults that no vector shows or not", async (each) => {
  const { faults } = await audit(each.design, each.netlist, library, {
    ...{ ...few, vectors: 30, exhaustiveBits: 0, mutants: 2, proofTime: 10 },
  });
  expect(faults.total - faults.caught).toBeGreaterThan(1);
  expect(parser.readStructure).toHaveBeenCalledOnce();
});

test("to count toggles a netlist is parsed once, delays or not", () => {
  const options = { library, operands: "uniform", vectors: 100, seed: 1 } as const;
  expect(cellActivities(sum, ofSum, options, null).cells).not.toHaveLength(0);
  expect(parser.readStructure).toHaveBeenCalledOnce();
});
