import { OpenedNetlist } from "../../circuit/opened-netlist.js";
import type { Design } from "../../generators/design.js";
import type { MappedNetlist } from "../../circuit/mapped-netlist.js";
import { verifyFormally } from "../../formal/verify-formal.js";
import type { Library } from "../../liberty/library.js";
import { loadLibrary } from "../../liberty/load.js";
import { verifyGates } from "../../sim/gates/verify-gates.js";
import { andNot, edited } from "./designs.js";

const generic = await loadLibrary(["generic"]);
export const options = { library: generic, timeLimit: 60, yosys: "native" };

/** Both levels that look at a netlist, side by side. */
export async function check(
  netlist: MappedNetlist,
  { design = andNot(), library = generic }: { design?: Design; library?: Library } = {},
) {
  const [gates, formal] = await Promise.all([
    verifyGates(new OpenedNetlist(design, netlist, library), options),
    verifyFormally(design, netlist, { ...options, library }),
  ]);
  return { gates, formal };
}

/** What a cell of the generic library computes, replaced. */
export function withFunction(cell: string, of: string): Library {
  const { text } = generic;
  const written = new RegExp(`cell \\(${cell}\\)[^]*?(function : ".*?";)`).exec(text.functions);
  const [whole = "", attribute = ""] = written ?? [];
  const edit = { [whole]: whole.replace(attribute, of === "" ? "" : `function : "${of}";`) };
  const { mapping, registers, standIns } = text;
  const functions = edited(text.functions, edit);
  return {
    ...generic,
    text: { mapping, registers, standIns, functions, timed: (names) => text.timed(names) },
  };
}
