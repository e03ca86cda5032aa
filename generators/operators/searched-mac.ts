import { z } from "zod";
import { exactProduct } from "../../golden/exact-product.js";
import { approximately, defineOperator } from "../contract/operator.js";
import { longSums } from "./cases/long-sums.js";
import { accumulating } from "./shared/accumulating.js";
import { largestProducts, macGolden, macPorts } from "./shared/mac-ports.js";
import { netlistOfFile } from "./shared/searched-netlist.js";
import { netlistFile, netlistGates, ofNetlist } from "./shared/searched-operator.js";

/**
 * A multiply-add that `tapir search` has found, a + x·y modulo 2^acc: a netlist of gates in a file. Multiplication and addition are
 * one circuit, and both may be approximate; where a factor is 0 the sum is the addend.
 * Use it for short sums of few bits. Of wider ones `IntMac` takes an approximate product and adds exactly.
 * The golden model is the table of all sums: it is made of the file's gates by their names, all words at a time, and held against
 * the digest that the search has written.
 */
export const searchedMac = accumulating(
  defineOperator({
    name: "SearchedMac",
    summary: "approximate multiply-add found by 'tapir search': a netlist of gates in a file",
    source: "the file's gates; found by annealing from an operator of this catalogue",
    examples: ["file=example2"],
    parameters: z.strictObject(
      netlistFile("multiply-add", "example2: one of 2 bits, with sums of 6, that comes along"),
    ),
    ports({ file }) {
      const { n, acc, signed } = netlistOfFile(file);
      return macPorts(n, acc, signed);
    },
    computes: () => approximately("a + x·y"),
    golden({ file }) {
      const { n, acc, result } = netlistOfFile(file);
      const [ofY, ofSum] = [BigInt(n), BigInt(acc)];
      return ({ x, y, a }) => ({ r: BigInt(result(Number((((x << ofY) | y) << ofSum) | a))) });
    },
    exact({ file }) {
      const { n, acc, signed } = netlistOfFile(file);
      return macGolden(n, acc, signed, exactProduct(n, n, signed));
    },
    ...ofNetlist,
    build: (m, { x, y, a }, p) => ({ r: netlistGates(m, { x, y, a }, p) }),
  }),
  {
    sums({ file }: { readonly file: string }) {
      const { n, acc, signed } = netlistOfFile(file);
      return longSums(acc, largestProducts(n, signed));
    },
  },
);
