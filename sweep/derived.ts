import type { Figure, Value } from "../report/results.js";

/** A figure made of those of several measures. */
interface DerivedFigure extends Omit<Figure, "measure"> {
  /** The measures that it takes. */
  readonly of: readonly string[];
  /** The one behind whose figures it stands. */
  readonly behind: string;
  /** From the figures of a row; null where one is missing. */
  readonly value: (figures: Readonly<Record<string, Value>>) => number | null;
}

/** What is made of several measures' figures, where all of these measures are wanted. */
export const derivedFigures: readonly DerivedFigure[] = [
  {
    field: "energy_per_inference_uj",
    title: "energy per inference",
    unit: "µJ",
    of: ["accuracy", "power"],
    behind: "power",
    place: "table",
    decimals: 2,
    better: "less",
    value: ({ operations_per_image: operations, energy_pj: energy }) =>
      typeof operations === "number" && typeof energy === "number" ? operations * energy * 1e-6 : null,
  },
];
