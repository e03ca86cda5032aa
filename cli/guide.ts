import { join } from "node:path";
import { catalogue } from "../generators/operators/catalogue.js";
import { packageRoot } from "../tools/package-root.js";

/** What is said of a subcommand beside its options. */
export interface Guide {
  /** After `tapir `, in the overview. */
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly [string, string];
  /** Where to read on, in the package. */
  readonly page: string;
}

/** The subcommands by what one wants to do. */
export const guides: Readonly<Record<string, Readonly<Record<string, Guide>>>> = {
  make: {
    generate: {
      usage: "generate DESIGN…",
      summary: "write its Verilog and its manifest",
      examples: ["generate PositMult n=16 es=1 --name mul16", "generate PlamMult n=32 stages=3 --testbench"],
      page: "docs/pipelines.md",
    },
    export: {
      usage: "export DESIGN… --format c",
      summary: "a model in C, or every result as a table",
      examples: ["export PlamMult n=8 es=0 --format npy,c", "export IntMult n=8 --format tfapprox -o tables"],
      page: "docs/exports.md",
    },
  },
  check: {
    verify: {
      usage: "verify DESIGN…",
      summary: "prove it right: its RTL, its gates, on every operand",
      examples: ["verify PositMult PlamMult n=8 es=0..2", "verify PositMult n=8 es=1 --level all"],
      page: "docs/verification.md",
    },
    audit: {
      usage: "audit DESIGN…",
      summary: "would its vectors detect faults and mutants?",
      examples: ["audit PlamMult n=8 es=1", "audit IntMult n=8 --mutants 200 --csv"],
      page: "docs/fault-coverage.md",
    },
    error: {
      usage: "error DESIGN…",
      summary: "how far an approximate one is from the exact result",
      examples: ["error MitchwMult n=32 w=4,6,8", "error PlamMult n=8 es=0 --heatmap map.svg"],
      page: "docs/error.md",
    },
    eval: {
      usage: "eval DESIGN x=1.5 y=0x48",
      summary: "what the golden model says of values or bit patterns",
      examples: ["eval PositMult n=8 es=0 x=1.5 y=0x40", "eval FloatAdd format=bfloat16 x=0.1 y=-inf"],
      page: "docs/commands.md",
    },
  },
  measure: {
    synth: {
      usage: "synth DESIGN…",
      summary: "area, delay, cells, depth; or LUTs of an FPGA",
      examples: [
        "synth PlamMult n=16 es=1 objective=area,delay",
        "synth PositMult n=16 stages=2 --target ice40",
      ],
      page: "docs/synthesis.md",
    },
    timing: {
      usage: "timing DESIGN…",
      summary: "its longest path, in the RTL's names",
      examples: [
        "timing PlamMult n=16 es=1 stages=2",
        "timing IntMac n=8 acc=24 form=sequential --clock 200",
      ],
      page: "docs/synthesis.md",
    },
    power: {
      usage: "power DESIGN…",
      summary: "power and energy from simulated switching",
      examples: [
        "power PositMult PlamMult n=16 es=1",
        "power IntMult MitchwMult n=8 --operands normal --glitches",
      ],
      page: "docs/power.md",
    },
    compare: {
      usage: "compare DESIGN…",
      summary: "verify and synth of several, side by side",
      examples: ["compare PositMult PlamMult n=8,16,32", "compare IntMult n=16 MitchwMult n=16 w=4..8 --csv"],
      page: "docs/synthesis.md",
    },
    infer: {
      usage: "infer NET.onnx DESIGN…",
      summary: "accuracy of a trained network on its arithmetic",
      examples: [
        "infer lenet5 PositMult PlamMult n=16 es=1",
        "infer net.onnx MitchwMac n=8 w=4..8 --data mnist:FOLDER --images 2000",
      ],
      page: "docs/networks.md",
    },
    search: {
      usage: "search MULT… -o FILE",
      summary: "evolve the smallest one within limits on its errors",
      examples: [
        "search OrMult n=8 t=4..6 --mred 0.5% --nmed 0.05% -o mult.yaml",
        "search IntMult n=8 signed=true --nmed 0.2% --wce 500 --max-delay 3 --seed 7 -o mult.yaml",
      ],
      page: "docs/search.md",
    },
    train: {
      usage: "train NET DESIGN…",
      summary: "train a network on a design's arithmetic",
      examples: [
        "train lenet5 --data built-in PositQuireMac n=16 es=1 --epochs 3 -o lenet5.onnx",
        "train mlp:30-16-1 --data csv:breast-cancer.csv PositQuireMac n=8..16 es=0..2 --seeds 3",
      ],
      page: "docs/training.md",
    },
    sweep: {
      usage: "sweep DESIGN…",
      summary: "measure hundreds, keep and plot the results",
      examples: [
        "sweep MitchwMult n=8 w=4..8 --html page.html",
        "sweep PlamMult n=8,16 --measures synth,power --json results.json",
      ],
      page: "docs/sweeps.md",
    },
  },
  look: {
    list: {
      usage: "list",
      summary: "the catalogue of operators",
      examples: ["list", "list --markdown"],
      page: "docs/commands.md",
    },
    help: {
      usage: "help OPERATOR|COMMAND",
      summary: "an operator's parameters, or a command's options",
      examples: ["help PlamMult", "help generate"],
      page: "docs/commands.md",
    },
    report: {
      usage: "report RESULTS.json…",
      summary: "a sweep's results in other forms",
      examples: [
        "report results.json --latex table.tex",
        "report part1.json part2.json part3.json --html page.html",
      ],
      page: "docs/sweeps.md",
    },
    cache: {
      usage: "cache",
      summary: "the results that are kept",
      examples: ["cache", "cache clear"],
      page: "docs/sweeps.md",
    },
    completion: {
      usage: "completion bash|zsh|fish",
      summary: "what makes your shell complete all this",
      examples: ["completion bash", "completion zsh"],
      page: "docs/commands.md",
    },
  },
};

const all: Readonly<Record<string, Guide>> = Object.assign({}, ...Object.values(guides)) as Record<
  string,
  Guide
>;

/** Something that a subcommand can be asked for. */
export const exampleOf = (name: string): string | undefined => all[name]?.examples[0];

/** What `--help` of a subcommand ends with. */
export function endOfHelp(name: string): string {
  const guide = all[name];
  if (guide === undefined) return "";
  return [
    "",
    "For example:",
    ...guide.examples.map((example) => `  tapir ${example}`),
    "",
    `Read on: ${join(packageRoot, guide.page)}`,
  ].join("\n");
}

/** From nothing to what an operator saves, in four commands that can be typed as they are. */
const first = [
  ["help PlamMult", "what it is, and its parameters"],
  ["generate PlamMult n=16 es=1", "its Verilog, in rtl-out/"],
  ["verify PlamMult n=8 es=1", "is it right, on every operand?"],
  ["compare PositMult PlamMult n=8", "what does it save?"],
] as const;

/** What `tapir help` and `tapir --help` print. */
export function overview(): string {
  const width = Math.max(...Object.values(all).map(({ usage }) => usage.length));
  const groups = Object.entries(guides).flatMap(([group, members]) => [
    `${group}:`,
    ...Object.values(members).map(({ usage, summary }) => `  tapir ${usage.padEnd(width)}  ${summary}`),
    "",
  ]);
  return [
    "tapir generates, proves and measures posit and approximate arithmetic in Verilog.",
    "",
    "to begin:",
    ...first.map(([command, what]) => `  tapir ${command.padEnd(width)}  ${what}`),
    "",
    ...groups,
    "A DESIGN is an operator's name and its parameters, for example PositMult n=16 es=1.",
    "A value may be a list or a range, n=8,16 es=0..2, which makes a grid.",
    "",
    ...wrapped(`Operators: ${catalogue.map(({ name }) => name).join(", ")}`),
    "",
    "tapir COMMAND --help tells a command's options, tapir --version the program's version.",
    `Read on: ${join(packageRoot, "README.md")}`,
    "",
  ].join("\n");
}

/** Lines of at most 80 characters. */
function wrapped(text: string): string[] {
  return text.match(/.{1,80}(?:\s|$)/g)?.map((line) => line.trimEnd()) ?? [text];
}
