/** An approximate design, the exact one that it stands in for, and the savings that a paper reports. */
export interface Pair {
  readonly approximate: string;
  readonly exact: string;
  /** −69.06 is a saving of 69.06 %. By the figure's field, in the paper's own technology. */
  readonly paper?: Partial<Record<"area" | "power" | "delay", number>>;
}

const plam = (n: number, paper?: Pair["paper"]): Pair => ({
  approximate: `PlamMult n=${n} es=2`,
  exact: `PositMult n=${n} es=2`,
  ...(paper && { paper }),
});

const mitchw = (w: number): Pair => ({ approximate: `MitchwMult n=32 w=${w}`, exact: "IntMult n=32" });

const mac = (subnormals: "flush" | "keep"): Pair => ({
  approximate: "MitchwMac n=8 w=6 sign=c1 acc=24",
  exact: `FloatMac format=bfloat16 acc=binary32 subnormals=${subnormals}`,
  paper: { power: -80 },
});

/**
 * Sources of the papers' figures:
 * - PLAM: R. Murillo et al., IEEE TETC 10(4), 2022.
 * - Mitch-w: M. S. Kim et al., IEEE TC 68(5), 2019.
 * - The multiply-add: M. S. Kim et al., The effects of approximate multiplication on convolutional neural networks,
 *   IEEE TETC, 2021.
 */
export const pairs: readonly Pair[] = [
  plam(8),
  plam(16, { area: -69.06 }),
  plam(32, { area: -72.86, power: -81.79, delay: -17.01 }),
  ...[4, 5, 6, 7, 8].map(mitchw),
  {
    approximate: "MitchwMult n=32 w=8 sign=c1 compensation=both",
    exact: "IntMult n=32 signed=true",
    paper: { power: -88 },
  },
  mac("flush"),
  mac("keep"),
];
