import { errorStatistics, type ErrorStatistics } from "../../error-metrics/sampled.js";
import { exportDesign, type ExportFormat } from "../../export/formats.js";
import { blockDiagram } from "../../generators/block-diagram.js";
import type { Design } from "../../generators/design.js";
import { makeDesign } from "../../generators/make-design.js";
import { generate } from "../../library/generate.js";
import { waveformOf } from "../../library/waveform.js";
import { layoutOf } from "../../operands/word.js";
import { errorCurveChart } from "../../report/charts/error-curve.js";
import { heatmapChart } from "../../report/charts/heatmap.js";
import { RequestError } from "../../tools/errors.js";

/** A file as the command line writes it. */
export interface OutputFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** What the page makes of a design. */
export interface Output {
  readonly title: string;
  /** The command line that writes the same. */
  readonly command: (design: Design) => string;
  readonly isFor?: (design: Design) => boolean;
  readonly files: (design: Design) => readonly OutputFile[];
}

const tableFormats: readonly ExportFormat[] = ["header", "npy", "bin"];

const generated = (design: Design, options: Parameters<typeof generate>[1], ending: RegExp): OutputFile[] =>
  [...generate(design, options)]
    .filter(([name]) => ending.test(name))
    .map(([name, content]) => ({ name, content }));

const exported = (design: Design, formats: readonly ExportFormat[]): OutputFile[] =>
  [...exportDesign(design, formats)].map(([name, content]) => ({ name, content }));

const generateCommand = ({ spec }: Design): string => `tapir generate ${spec}`;

/** By the name that the address has of them. */
export const outputs: Readonly<Record<string, Output>> = {
  verilog: { title: "Verilog", command: generateCommand, files: (design) => generated(design, {}, /\.v$/) },
  diagram: {
    title: "Diagram",
    command: (design) => `${generateCommand(design)} --diagram`,
    // Laid out in the page: see drawing.ts.
    files: (design) => [
      { name: `${design.moduleName}_diagram.svg`, content: JSON.stringify(blockDiagram(design)) },
    ],
  },
  waveform: {
    title: "Waveform",
    command: (design) => `${generateCommand(design)} --waveform`,
    isFor: ({ machine }) => machine !== null,
    files: (design) => [{ name: `${design.moduleName}_waveform.svg`, content: waveformOf(design) }],
  },
  // Made by Yosys, in a worker of its own: see synthesis.ts.
  synthesis: {
    title: "Area, delay",
    command: ({ spec }) => `tapir synth ${spec}`,
    files: () => [],
  },
  testbench: {
    title: "Test bench",
    command: (design) => `${generateCommand(design)} --testbench`,
    files: (design) => generated(design, { testbench: {} }, /_tb\.(sv|hex)$/),
  },
  c: {
    title: "C model",
    command: ({ spec }) => `tapir export ${spec} --format c`,
    files: (design) => exported(design, ["c"]),
  },
  fusesoc: {
    title: "FuseSoC",
    command: (design) => `${generateCommand(design)} --fusesoc`,
    files: (design) => generated(design, { testbench: { vectors: 1 }, fusesoc: true }, /\.core$/),
  },
  table: {
    title: "Table",
    command: ({ spec }) => `tapir export ${spec} --format ${tableFormats.join(",")}`,
    isFor: (design) => design.machine === null && layoutOf(design.ports, "input").width <= 16,
    files: (design) => exported(design, tableFormats),
  },
  constraints: {
    title: "Clock",
    command: generateCommand,
    isFor: ({ machine }) => machine !== null,
    files: (design) => generated(design, {}, /\.sdc$/),
  },
  manifest: {
    title: "Manifest",
    command: generateCommand,
    files: (design) => generated(design, {}, /\.json$/),
  },
  errors: {
    title: "Errors",
    command: (design) => `tapir error ${atEightBits(design).spec} --heatmap map.svg --plot curve.svg`,
    isFor: (design) =>
      design.operator.exact?.(design.parameters) !== undefined &&
      layoutOf(design.core.ports, "input").fields.length >= 2,
    files: pictures,
  },
};

/** The design itself where its operands have at most 8 bits, else at n=8: of those every pair is soon computed. */
function atEightBits({ core }: Design): Design {
  const { fields } = layoutOf(core.ports, "input");
  if (fields.every(({ format }) => format.width <= 8) || !("n" in core.parameters)) return core;
  const own = Object.entries({ ...core.parameters, n: 8 });
  try {
    return makeDesign(core.operator, Object.fromEntries(own.map(([name, value]) => [name, String(value)])));
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new RequestError(`The map is of operands of 8 bits, and there is no such design: ${error.message}`);
  }
}

function pictures(design: Design): OutputFile[] {
  const small = atEightBits(design);
  const found = errorStatistics(small, { heatmap: true, curve: true });
  if (found.heatmap === undefined || found.curve === undefined)
    throw new RequestError(`${small.spec} has no two operands to draw`);
  const { heatmap, curve, regimes } = found;
  return [
    { name: "map.svg", content: heatmapChart(small.spec, said(found), heatmap) },
    { name: "curve.svg", content: errorCurveChart(small.spec, operandsSaid(found), curve, regimes) },
  ];
}

const operandsSaid = ({ exhaustive, samples }: Pick<ErrorStatistics, "exhaustive" | "samples">): string =>
  `${exhaustive ? "all" : "sampled"} operands, ${samples.toLocaleString("en")} with an exact result other than 0`;

const said = ({ mred_percent, wcre_percent, ...found }: ErrorStatistics): string =>
  `${operandsSaid(found)}; MRED ${mred_percent.toPrecision(3)} %, worst ${wcre_percent.toPrecision(3)} %`;
