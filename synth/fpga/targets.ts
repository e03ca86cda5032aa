import type { Tool } from "../../tools/tool.js";

/** What a cell of an FPGA's netlist counts as. */
export interface Resources {
  /** Look-up tables, of up to as many inputs as the family's have. */
  readonly luts: number;
  /** Cells of the carry chains: of one bit (iCE40), two (ECP5) or four (7 series). */
  readonly carries: number;
  readonly dsps: number;
  readonly flip_flops: number;
}

export interface FpgaTarget {
  /** For a person. */
  readonly family: string;
  /** Yosys' command, without the name of the top module. */
  readonly synthesis: string;
  /** What one cell of this type counts as; nothing counts as nothing, as multiplexers between LUTs. */
  readonly counts: readonly (readonly [type: RegExp, counts: Partial<Resources>])[];
  /** What places and routes it, and on which device; undefined where nextpnr does not. */
  readonly nextpnr?: { readonly tool: Tool; readonly device: string; readonly args: readonly string[] };
}

/** The FPGA families there are, by the word that asks for them. */
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
    counts: [
      [/^LUT4$/, { luts: 1 }],
      // The adder of two bits sits in two LUTs.
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
    // A part of a larger design: its ports are no pins.
    synthesis: "synth_xilinx -family xc7 -flatten -noiopad -noclkbuf",
    counts: [
      // Shift registers take LUTs, too.
      [/^(LUT[1-6]|INV|SRL\w+)$/, { luts: 1 }],
      [/^CARRY4$/, { carries: 1 }],
      [/^DSP48/, { dsps: 1 }],
      [/^FD[RSCP]E/, { flip_flops: 1 }],
    ],
  },
} as const satisfies Readonly<Record<string, FpgaTarget>>;

export type FpgaName = keyof typeof fpgaTargets;
export const fpgaNames = Object.keys(fpgaTargets) as FpgaName[];

export const targetOf = (name: FpgaName): FpgaTarget => fpgaTargets[name];
