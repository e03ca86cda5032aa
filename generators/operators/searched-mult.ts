import { z } from "zod";
import { approximately, defineOperator } from "../contract/operator.js";
import { exactGolden, exactRows, productGolden, productPorts } from "./shared/approximate-ports.js";
import { complementSign } from "./shared/parameters.js";
import { netlistOfFile } from "./shared/searched-netlist.js";
import { netlistFile, netlistGates, ofNetlist } from "./shared/searched-operator.js";

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
  parameters: z.strictObject(netlistFile("multiplier", "example4: one of 4 bits that comes along")),
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
  exactFast({ file }) {
    const { n, signed } = netlistOfFile(file);
    return exactRows(n, complementSign(signed));
  },
  ...ofNetlist,
  build: (m, { x, y }, p) => ({ r: netlistGates(m, { x, y }, p) }),
});
