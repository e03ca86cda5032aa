import { afterEach, describe, expect, test } from "vitest";
import type { Design } from "../../../generators/design.js";
import { parseDesign } from "../../../generators/request.js";
import type { Bits } from "../../../golden/format.js";
import { verifyRtl, type VerifyResult } from "../../../sim/icarus/verify.js";
import { OpenedNetlist } from "../../../circuit/opened-netlist.js";
import { simulatedNetlist } from "../../../sim/engine/simulated-circuit.js";
import { runCircuit } from "../../../sim/engine/run-circuit.js";
import { vectorsFor } from "../../../sim/vectors/vectors.js";
import { accumulator, mapped, options } from "../../formal/accumulators.js";

const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

const few = { vectors: 500, corners: 100, cases: 100, candidates: 0 };

async function withoutIcarus(design: Design): Promise<VerifyResult> {
  process.env.PATH = "/nowhere";
  return verifyRtl(design, few);
}

/** A result of which the last bit is wrong whenever the first operand ends in 101. */
const spoiled = (inputs: Bits, outputs: Bits): Bits =>
  (inputs.x ?? 0n) % 8n === 5n ? { ...outputs, r: (outputs.r ?? 0n) ^ 1n } : outputs;

/** A design whose golden model is wrong now and then. */
function withWrongModel(request: string): Design {
  const design = parseDesign(request);
  const { machine } = design;
  return {
    ...design,
    golden: (inputs) => spoiled(inputs, design.golden(inputs)),
    machine:
      machine &&
      (() => {
        const step = machine();
        return (inputs) => spoiled(inputs, step(inputs));
      }),
  };
}

describe("without Icarus the engine says what Icarus says", () => {
  test.each([
    "IntMult n=5 signed=true",
    "PositMult n=12 es=1",
    "IntMac n=4 acc=9 form=sequential",
    "IntMac n=4 acc=9 form=sequential reset=async active=low",
    "PlamMult n=6 es=0 stages=2 handshake=ready",
    "PlamMult n=6 es=0 stages=3 ce=true handshake=ready reset=async registered=both",
  ])("%s", async (request) => {
    const right = await withoutIcarus(parseDesign(request));
    expect(right).toMatchObject({ verdict: "pass", without_icarus: true });
    expect(right.simulator).toMatch(/engine .*Icarus Verilog is not installed/);
    const wrong = await withoutIcarus(withWrongModel(request));
    process.env = { ...environment };
    const icarus = await verifyRtl(withWrongModel(request), few);
    expect(icarus.without_icarus).toBeUndefined();
    expect(icarus.mismatches).toBeGreaterThan(0);
    const { verdict, vectors, mismatches, first_mismatches } = icarus;
    expect(wrong).toMatchObject({ verdict, vectors, mismatches, first_mismatches });
  });
});

test("a netlist is run cycle by cycle, its registers loaded and reset", async () => {
  const design = accumulator("IntMac n=2 acc=5 form=sequential reset=async active=low");
  const netlist = new OpenedNetlist(design, await mapped(design), options.library);
  const simulated = simulatedNetlist(netlist);
  const vectors = vectorsFor(design, few);
  expect(runCircuit(design, simulated, vectors)).toMatchObject({ vectors: vectors.count, mismatches: 0 });
  const neverReset = { ...simulated, resets: simulated.resets.map(() => null) };
  expect(runCircuit(design, neverReset, vectors).mismatches).toBeGreaterThan(0);
});
