import type { Design } from "../../generators/design.js";
import type { DesignUnderTest } from "./campaign.js";
import { simulatedRtl } from "../engine/simulated-circuit.js";
import { rtlState } from "./state-access.js";

/** A design's RTL, to be simulated. */
export const rtlSubject = (design: Design): DesignUnderTest => ({
  level: "rtl",
  sources: [{ name: `${design.moduleName}.v`, text: design.verilog() }],
  top: design.moduleName,
  state: rtlState(design),
  engine: () => simulatedRtl(design),
});
