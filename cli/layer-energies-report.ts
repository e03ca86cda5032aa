import { numberColumn, textColumn, type Column } from "../report/table.js";
import type { LayerEnergy, Price } from "./inference-price.js";

/** A layer in one row of the result. */
interface Line extends LayerEnergy {
  readonly row: string;
}

export const layerEnergyLines = (rows: readonly (Partial<Price> & { readonly design: string })[]): Line[] =>
  rows.flatMap(({ design: row, layer_energies = [] }) =>
    layer_energies.map((energy) => ({ row, ...energy })),
  );

export const layerEnergyColumns: readonly Column<Line>[] = [
  textColumn("design", "design", ({ row }) => row),
  textColumn("layer", "layer", ({ layer }) => layer),
  textColumn("on", "layer_design", ({ design }) => design),
  numberColumn("MACs", "macs", 0, ({ macs }) => macs),
  numberColumn("operations", "operations", 0, ({ operations }) => operations),
  numberColumn("pJ each", "energy_pj", 3, ({ energy_pj }) => energy_pj),
  numberColumn("energy µJ", "energy_uj", 4, ({ energy_uj }) => energy_uj),
];

/** What stands below the table. */
export const layerEnergyNote = (conditions: string): string =>
  `Energy of the products and their sums in an image, each layer on its own operands; ${conditions}. Not counted: memory, pooling, batch norm, and the sums of a multiplier without an accumulator.`;
