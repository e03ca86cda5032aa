import { z } from "zod";
import type { FastModel } from "../../golden/fast.js";
import { gateNetwork } from "../blocks/gates/gate-network.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { alwaysShown } from "../contract/shown.js";
import { exactGolden, productGolden, productPorts } from "./shared/approximate-ports.js";
import { netlistOfFile, readNetlist, textOfFile } from "./shared/searched-netlist.js";
import { complementSign } from "./shared/parameters.js";
import { RequestError } from "../../tools/errors.js";

/**
 * A multiplier that `tapir search` has found: a netlist of gates in a file.
 * Use it where a bound on the errors is known, and the smallest circuit within it is wanted.
 * The golden model is the table of all products: it is made of the file's gates by their names, all pairs at a time, and
 * held against the digest that the search has written. Of operands of more than 8 bits, it is the gates by their names, run on the
 * pairs that are asked for.
 */
export const searchedMult = defineOperator({
  name: "SearchedMult",
  summary: "approximate multiplier found by 'tapir search': a netlist of gates in a file",
  source: "the file's gates; found by annealing from an operator of this catalogue",
  examples: ["file=example4"],
  parameters: z.strictObject({
    file: z
      .string()
      .superRefine((file, context) => {
        try {
          readNetlist(file);
        } catch (error) {
          if (!(error instanceof RequestError)) throw error;
          context.addIssue({ code: "custom", message: error.message });
        }
      })
      .meta({ description: "the netlist's file, or example4: one of 4 bits that comes along" })
      .meta(alwaysShown),
  }),
  reads: ({ file }) => textOfFile(file),
  ports({ file }) {
    const { n, signed } = netlistOfFile(file);
    return productPorts(n, complementSign(signed));
  },
  computes: () => approximately("x·y"),
  golden({ file }) {
    const { n, result } = netlistOfFile(file);
    return productGolden((x, y) => BigInt(result(Number((x << BigInt(n)) | y))));
  },
  exact({ file }) {
    const { n, signed } = netlistOfFile(file);
    return exactGolden(n, complementSign(signed));
  },
  fast({ file }): FastModel {
    const netlist = netlistOfFile(file);
    return (first, results) => {
      results.set(netlist.results(first, results.length));
    };
  },
  build(m, { x, y }, { file }) {
    const { gates, outputs } = netlistOfFile(file);
    const named = gates.map((line) => {
      const [gate = "", ...inputs] = line.split(" ");
      return { gate, inputs };
    });
    return { r: gateNetwork(m, { x, y }, named, outputs) };
  },
});
