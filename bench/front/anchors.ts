/** A circuit that a front has to pass. */
export interface Anchor {
  readonly name: string;
  /** Over all pairs whose product is not 0. */
  readonly mred_percent: number;
  /** Of the largest product. */
  readonly nmed_percent: number;
  readonly area_um2: number;
  /** Of the netlist that is mapped for area. */
  readonly delay_ns: number;
}

const anchor = (
  name: string,
  mred_percent: number,
  nmed_percent: number,
  area_um2: number,
  delay_ns: number,
): Anchor => ({ name, mred_percent, nmed_percent, area_um2, delay_ns });

/**
 * Unsigned 8 × 8 multipliers of EvoApproxLib (V. Mrazek et al., DATE 2017), measured as ours are: the reference recipe for area,
 * NanGate 45 nm typical, Yosys 0.23, delays by OpenSTA.
 */
export const anchors: readonly Anchor[] = [
  anchor("125K", 0.023, 0.001, 297.9, 1.16),
  anchor("LM7", 0.033, 0.0014, 296.1, 1.16),
  anchor("14VP", 0.144, 0.0077, 273.4, 1.2),
  anchor("150Q", 0.148, 0.0077, 270.5, 1.199),
  anchor("GS2", 0.514, 0.057, 260.1, 1.077),
  anchor("ZFB", 0.796, 0.059, 232.2, 0.893),
  anchor("NGR", 1.9, 0.065, 209.3, 1.15),
  anchor("RCG", 2.61, 0.437, 219.4, 1.219),
  anchor("1CMB", 4.05, 0.656, 178.2, 1.016),
  anchor("12N4", 4.2, 0.436, 131.4, 0.881),
  anchor("DM1", 4.73, 0.206, 155.3, 1.249),
  anchor("L40", 7.46, 1.56, 146.6, 0.866),
  anchor("17KS", 10.85, 0.569, 101.6, 0.791),
  anchor("FTA", 13.96, 0.893, 83.8, 0.673),
  anchor("QKX", 21.9, 5.13, 36.4, 0.155),
];
