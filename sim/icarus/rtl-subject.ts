import type { Design } from "../../generators/design.js";
import { datapathOf } from "../../circuit/datapath.js";
import type { DesignUnderTest } from "./campaign.js";
import { simulatedRtl } from "../engine/simulated-circuit.js";
import { rtlState } from "./state-access.js";

/** A design's RTL, to be simulated. */
export const rtlSubject = (design: Design): DesignUnderTest => ({
  level: "rtl",
  sources: design.foreign?.sources ?? [{ name: `${design.moduleName}.v`, text: design.verilog() }],
  // The vectors are those of the design that it stands for; its own gates are to be covered too.
  ...(design.foreign?.computes !== undefined && { datapath: datapathOf(design) }),
  top: design.moduleName,
  state: rtlState(design),
  engine: () => simulatedRtl(design),
});
