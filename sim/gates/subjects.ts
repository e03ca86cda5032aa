import type { DesignUnderTest } from "../icarus/campaign.js";
import type { MappedNetlist } from "../../circuit/mapped-netlist.js";

/** A netlist with the models of its cells, to be simulated. */
export const gatesSubject = ({ netlist, module }: MappedNetlist, models: string): DesignUnderTest => ({
  level: "gates",
  sources: [
    { name: `${module}.netlist.v`, text: netlist },
    { name: "cells.v", text: models },
  ],
  top: module,
});
