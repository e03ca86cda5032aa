import { makeDesign, writtenValues } from "../generators/make-design.js";
import { plainVariant } from "../generators/variants.js";
import type { Design } from "../generators/design.js";
import { iteratedCore } from "../generators/iterated-core.js";
import { layoutOf } from "../operands/word.js";
import { rtlSubject } from "../sim/icarus/rtl-subject.js";
import { accumulatorCore } from "./accumulator.js";
import { settleIteration } from "./iteration.js";
import { settleByInduction } from "./induction.js";
import { lookUpTable } from "./look-up-table.js";
import { lowerRtl, lowerTable } from "./lower.js";
import type { LoweredDesign } from "./lowered-design.js";
import type { Claim } from "./result.js";
import { settle, type Means, type ProofSide } from "./settle.js";

/** Decides one claim of a design; null where it is not made of this one. */
export type Decide = (lowered: LoweredDesign) => Promise<Claim | null>;

/** RTL = netlist, of a combinational design or a pipeline that has been looked through. */
export const equalsNetlist: Decide = ({ design, rtl, netlist, means }) =>
  settle(design, { claim: "RTL = netlist", sides: [rtl, netlist] }, means);

/** RTL = plain variant: the same operator with no objective and no architecture asked for. */
export const equalsPlainVariant: Decide = async ({ design, rtl, means, limits }) => {
  const plain = plainVariant(design);
  if (plain === null || inputWidth(design) > limits.variantBits) return null;
  const side = { name: "plain variant", gates: await lowerRtl(plain, means), subject: rtlSubject(plain) };
  return settle(design, { claim: "RTL = plain variant", sides: [rtl, side] }, means);
};

/** RTL = flat: modules of blocks are put together as the flat design is, which ABC sees at any width. */
export const equalsFlat: Decide = async ({ design, rtl, means }) => {
  if (design.hierarchy !== "blocks") return null;
  const flat = makeDesign(design.operator, { ...writtenValues(design), hierarchy: "flat" });
  const side = { name: "flat", gates: await lowerRtl(flat, means), subject: rtlSubject(flat) };
  return settle(design, { claim: "RTL = flat", sides: [rtl, side] }, means);
};

/** RTL = specification: the golden model for every operand. */
export const equalsSpecification: Decide = async ({ design, rtl, means, limits }) => {
  if (inputWidth(design) > limits.tableBits) return null;
  const sides = [rtl, await specification(design, means)] as const;
  return settle(design, { claim: "RTL = specification", sides }, means);
};

/** RTL = netlist, of an accumulator: in every cycle after a reset. */
export const equalsNetlistAfterReset: Decide = ({ design, rtl, netlist, means }) =>
  settleByInduction(design, { claim: "RTL = netlist", sides: [rtl, netlist] }, means);

/**
 * RTL = core: in every cycle after a reset the accumulator is its combinational core with its protocol around it; an iterative
 * unit's result is that of its core.
 */
export const equalsCoreAfterReset: Decide = async ({ design, rtl, means }) => {
  const iterated = iteratedCore(design);
  if (iterated !== null) {
    const side = { name: "core", gates: await lowerRtl(iterated, means), subject: "golden" } as const;
    return settleIteration(design, { claim: "RTL = core", sides: [rtl, side] }, means);
  }
  const around = accumulatorCore(design);
  if (around === null) return null;
  const core = { name: "core", gates: await lowerRtl(around.accumulator, means), subject: "golden" } as const;
  return settleByInduction(design, { claim: "RTL = core", sides: [rtl, core] }, means);
};

/** core = specification: the golden model of a sequential design's combinational core for every operand. */
export const coreEqualsSpecification: Decide = async ({ design, means, limits }) => {
  const core = iteratedCore(design) ?? accumulatorCore(design)?.core;
  if (core === undefined || inputWidth(core) > limits.tableBits) return null;
  const side = { name: "core", gates: await lowerRtl(core, means), subject: rtlSubject(core) };
  const sides = [side, await specification(core, means)] as const;
  return settle(core, { claim: "core = specification", sides }, means);
};

const inputWidth = ({ ports }: Design): number => layoutOf(ports, "input").width;

/** A combinational design's golden model as a look-up table. */
async function specification(design: Design, means: Means): Promise<ProofSide> {
  const gates = await lowerTable(lookUpTable(design), design.moduleName, means);
  return { name: "specification", gates, subject: "golden" };
}
