import type { Design } from "../generators/design.js";
import type { Subject } from "../sim/campaign.js";
import type { MappedNetlist } from "./result.js";

/** A design's RTL, to be simulated. */
export const rtlSubject = (design: Design): Subject => ({
  level: "rtl",
  sources: [{ name: `${design.moduleName}.v`, text: design.verilog() }],
  top: design.moduleName,
});

/** A netlist with the models of its cells, to be simulated. */
export const gatesSubject = ({ netlist, module }: MappedNetlist, models: string): Subject => ({
  level: "gates",
  sources: [
    { name: `${module}.netlist.v`, text: netlist },
    { name: "cells.v", text: models },
  ],
  top: module,
});
