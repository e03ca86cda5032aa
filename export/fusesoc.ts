import { stringify } from "yaml";
import { clockOf, type Design } from "../generators/design.js";
import { standaloneName } from "../sim/icarus/standalone.js";
import { version } from "../tools/version.js";

/**
 * A FuseSoC core of one design whose Verilog and stand-alone test bench lie beside it: targets `lint` (Verilator),
 * `sim` (Icarus, the bench) and `synth` (Yosys).
 * Source: FuseSoC's CAPI2 reference; flows and their options by Edalize.
 */
export function fusesocCore(design: Design): [string, string] {
  const top = design.moduleName;
  const bench = standaloneName(design);
  const hasClock = clockOf(design) !== null;
  const rtl = { filesets: ["rtl"], toplevel: top };
  const made = { filesets: ["rtl", ...(hasClock ? ["constraints"] : [])], toplevel: top };
  const core = {
    name: `tapir:generated:${top}:${version}`,
    description: `${design.spec}: ${design.operator.summary}`,
    filesets: {
      rtl: { files: [`${top}.v`], file_type: "verilogSource" },
      ...(hasClock && { constraints: { files: [`${top}.sdc`], file_type: "SDC" } }),
      tb: {
        files: [
          { [`${bench}.sv`]: { file_type: "systemVerilogSource" } },
          // The bench reads its vectors from the folder that it runs in.
          { [`${bench}.hex`]: { file_type: "user", copyto: `${bench}.hex` } },
        ],
      },
    },
    targets: {
      default: made,
      lint: {
        description: "Lint with all of Verilator's warnings",
        ...rtl,
        flow: "lint",
        flow_options: { tool: "verilator", verilator_options: ["-Wall"] },
      },
      sim: {
        description: "Compare with the golden model's results",
        filesets: ["rtl", "tb"],
        toplevel: bench,
        flow: "sim",
        flow_options: { tool: "icarus", iverilog_options: ["-g2012"] },
      },
      synth: {
        description: "Synthesise for an FPGA; --arch chooses which",
        ...made,
        flow: "generic",
        flow_options: { tool: "yosys", arch: "ice40", output_format: "json" },
      },
    },
  };
  return [`${top}.core`, capi2(core)];
}

/**
 * A FuseSoC core that other cores depend on: the Verilog of some designs, and the clock of the fastest.
 * The other `.sdc` files would set the same port's clock again, and the period of a design that asks for no frequency is a
 * placeholder.
 */
export function dependencyCore(vlnv: string, designs: readonly Design[]): string {
  const frequencyOf = ({ pipeline }: Design): number => pipeline.frequency ?? 0;
  const [fastest] = designs
    .filter((design) => frequencyOf(design) > 0)
    .sort((one, other) => frequencyOf(other) - frequencyOf(one));
  const clock = fastest && { constraints: { files: [`${fastest.moduleName}.sdc`], file_type: "SDC" } };
  const filesets = {
    rtl: { files: designs.map(({ moduleName }) => `${moduleName}.v`), file_type: "verilogSource" },
    ...clock,
  };
  return capi2({
    name: vlnv,
    description: designs.map(({ spec }) => spec).join(", "),
    filesets,
    targets: { default: { filesets: Object.keys(filesets) } },
  });
}

/** The first line of a core file: its language and version. */
const capi2 = (core: object): string =>
  `CAPI=2:\n${stringify(core, { aliasDuplicateObjects: false, lineWidth: 0 })}`;
