import type { Design } from "../../generators/design.js";
import type { Tool } from "../../tools/tool.js";

/** The resources that cells of an FPGA's netlist count as. */
export interface Resources {
  /** Look-up tables of any number of inputs, up to the family's most. */
  readonly luts: number;
  /** Cells of the carry chains: one bit each in iCE40, two in ECP5, four in 7 series. */
  readonly carries: number;
  readonly dsps: number;
  readonly flip_flops: number;
}

export interface FpgaTarget {
  /** The name for people. */
  readonly family: string;
  /** Yosys' command, without the name of the top module. */
  readonly synthesis: string;
  /** What the command gets where no DSPs are to be taken; undefined where the family has none. */
  readonly withoutDsps?: string;
  /** What one cell of each type counts as. Other types count as nothing, such as multiplexers between LUTs. */
  readonly counts: readonly (readonly [type: RegExp, counts: Partial<Resources>])[];
  /** The nextpnr that places and routes, and its device. Undefined where nextpnr lacks the family. */
  readonly nextpnr?: { readonly tool: Tool; readonly device: string; readonly args: readonly string[] };
}

/** The FPGA families, by the name that requests them. */
const fpgaTargets = {
  ice40: {
    family: "Lattice iCE40 HX",
    synthesis: "synth_ice40",
    counts: [
      [/^SB_LUT4$/, { luts: 1 }],
      [/^SB_CARRY$/, { carries: 1 }],
      [/^SB_DFF/, { flip_flops: 1 }],
    ],
    nextpnr: {
      tool: {
        name: "nextpnr",
        command: "nextpnr-ice40",
        packages: { "apt-get": "nextpnr-ice40", dnf: "nextpnr" },
      },
      device: "HX8K",
      args: ["--hx8k", "--package", "ct256", "--pcf-allow-unconstrained"],
    },
  },
  ecp5: {
    family: "Lattice ECP5",
    synthesis: "synth_ecp5",
    withoutDsps: "-nodsp",
    counts: [
      [/^LUT4$/, { luts: 1 }],
      // An adder of two bits takes two LUTs.
      [/^CCU2C$/, { luts: 2, carries: 1 }],
      [/^(MULT\d+X\d+D|ALU\d+B)$/, { dsps: 1 }],
      [/^TRELLIS_FF$/, { flip_flops: 1 }],
    ],
    nextpnr: {
      tool: {
        name: "nextpnr",
        command: "nextpnr-ecp5",
        packages: { dnf: "nextpnr" },
      },
      device: "LFE5U-85F-6",
      args: ["--85k", "--package", "CABGA756", "--speed", "6", "--lpf-allow-unconstrained"],
    },
  },
  xilinx: {
    family: "AMD Xilinx 7 series",
    // No pads or clock buffers: the design is part of a larger one, and its ports are no pins.
    synthesis: "synth_xilinx -family xc7 -flatten -noiopad -noclkbuf",
    withoutDsps: "-nodsp",
    counts: [
      // Shift registers (SRL) take LUTs, too.
      [/^(LUT[1-6]|INV|SRL\w+)$/, { luts: 1 }],
      [/^CARRY4$/, { carries: 1 }],
      [/^DSP48/, { dsps: 1 }],
      [/^FD[RSCP]E/, { flip_flops: 1 }],
    ],
  },
} as const satisfies Readonly<Record<string, FpgaTarget>>;

export type FpgaName = keyof typeof fpgaTargets;
export const fpgaNames = Object.keys(fpgaTargets) as FpgaName[];

/**
 * Yosys' command for a design. One that is made for an FPGA takes DSPs or not, as it says; of another they are Yosys' to take.
 */
export function commandFor(name: FpgaName, { target }: Pick<Design, "target">): string {
  const { synthesis, withoutDsps }: FpgaTarget = fpgaTargets[name];
  const isWithout = target !== undefined && target.target !== "asic" && target.dsp === "no";
  return isWithout && withoutDsps !== undefined ? `${synthesis} ${withoutDsps}` : synthesis;
}

export const targetOf = (name: FpgaName): FpgaTarget => fpgaTargets[name];
