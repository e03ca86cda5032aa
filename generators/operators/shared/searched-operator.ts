import { z } from "zod";
import type { FastModel } from "../../../golden/fast.js";
import { RequestError } from "../../../tools/errors.js";
import { gateNetwork } from "../../blocks/gates/gate-network.js";
import { alwaysShown } from "../../contract/shown.js";
import type { Expression, Module, Signal } from "../../hdl/index.js";
import { netlistRows } from "./netlist-rows.js";
import { isTabled, netlistOfFile, readNetlist, textOfFile } from "./searched-netlist.js";

interface OfFile {
  readonly file: string;
}

/** The parameter that names a netlist's file. @param example one that comes along, and what it is */
export const netlistFile = (kind: Parameters<typeof readNetlist>[1], example: string) => ({
  file: z
    .string()
    .superRefine((file, context) => {
      try {
        readNetlist(file, kind);
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        context.addIssue({ code: "custom", message: error.message });
      }
    })
    .meta({ description: `the netlist's file, or ${example}` })
    .meta(alwaysShown),
});

/** What all operators that are netlists of files have in common. */
export const ofNetlist = {
  reads: ({ file }: OfFile): string => textOfFile(file),
  fast({ file }: OfFile): FastModel {
    const netlist = netlistOfFile(file);
    if (!isTabled(netlist)) return netlistRows(netlist);
    return (first, results) => {
      results.set(netlist.results(first, results.length));
    };
  },
};

/** The gates of a file, in their own words. */
export function netlistGates(
  m: Module,
  operands: Readonly<Record<string, Signal>>,
  { file }: OfFile,
): Expression {
  const { gates, outputs } = netlistOfFile(file);
  const named = gates.map((line) => {
    const [gate = "", ...inputs] = line.split(" ");
    return { gate, inputs };
  });
  return gateNetwork(m, operands, named, outputs);
}
