import type { Design } from "../../generators/design.js";
import { renderTemplate } from "../../tools/template.js";
import { version } from "../../tools/version.js";
import { benchPorts } from "./bench.js";
import { checkedWords } from "../../operands/expected.js";
import { withoutState } from "../../operands/state.js";
import { vectorsFor, wordsOf, type VectorOptions, type Vectors } from "../vectors/vectors.js";

/** The name of the stand-alone bench's module and of its files. */
export const standaloneName = ({ moduleName }: Pick<Design, "moduleName">): string => `${moduleName}_tb`;

/** Up to so many input bits every word is in the file. A larger file would be a nuisance beside a design. */
const exhaustiveBits = 16;

/**
 * A self-checking bench that any simulator runs without tapir, and its vectors: file names and texts. It uses ports alone, as what
 * is tested may be anybody's netlist; so no state is loaded, and sums begin from 0.
 * @param options which vectors, as `verify` takes them; every word up to 16 input bits
 * @throws {RequestError} an option out of range
 * @throws {RangeError} the design has no outputs or is pipelined, or golden results or cases do not fit the ports
 */
export function standaloneBench(given: Design, options: VectorOptions = {}): [string, string][] {
  const design = withoutState(given);
  const bench = standaloneName(design);
  const vectors = vectorsFor(design, { exhaustiveBits, ...options });
  const { width, layout, ...ports } = benchPorts(design);
  const text = renderTemplate("sim/icarus/standalone.sv.hbs", {
    bench,
    version,
    top: design.moduleName,
    vectors: description(vectors),
    count: `${vectors.count}`,
    wordMsb: `${width}`,
    layout: layout.replace("{", "{1'b1, "),
    ...ports,
  });
  return [
    [`${bench}.sv`, text],
    [`${bench}.hex`, vectorFile(design, vectors, width)],
  ];
}

function description({ exhaustive, sequence, count, seed }: Vectors): string {
  if (exhaustive) return `all ${count} operands`;
  return `${count} ${sequence ? "clock cycles" : "vectors"}, random ones from seed ${seed}`;
}

function vectorFile(design: Design, vectors: Vectors, width: number): string {
  const words = wordsOf(vectors);
  const mark = 1n << BigInt(width);
  return checkedWords(design, words)
    .map((word) => `${(mark | word).toString(16)}\n`)
    .join("");
}
