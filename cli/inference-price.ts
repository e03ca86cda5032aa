import type { Design } from "../generators/design.js";
import { macsOf } from "../nn/network/macs.js";
import { preprocessing } from "../nn/network/preprocessing.js";
import { operationsOf, recordLayers, sumsFor, type ProductStep, type RecordRequest } from "../nn/record.js";
import { usualPowerVectors } from "../operands/distributions.js";
import { powerMeasure } from "../sweep/measures/power.js";
import type { Remembered } from "./remembered.js";

/** What a layer's operations take. Names as in the JSON. */
export interface LayerEnergy {
  readonly layer: string;
  readonly design: string;
  readonly macs: number;
  /** Of the design in an image: fewer than MACs where it has several lanes, more where the bias is a product. */
  readonly operations: number;
  /** Of one operation, on the layer's own operands. */
  readonly energy_pj: number;
  /** Of all of them. */
  readonly energy_uj: number;
}

/** What the hardware of a row costs. Null where it was not asked for. */
export interface Price {
  /** Of its designs, each once; null without area in µm². */
  readonly area_um2: number | null;
  /** Of the products of an image and their sums; null where a layer is in float32 or power was not asked for. */
  readonly energy_per_inference_uj: number | null;
  readonly layer_energies: readonly LayerEnergy[];
}

export const priceMeasures = ["synth", "power"] as const;
export type PriceMeasure = (typeof priceMeasures)[number];

/**
 * Area and energy of the designs that a network's layers compute on. Each layer's design is fed that layer's operands.
 * @throws {RequestError} a design takes no factors, or cannot be measured
 * @throws {ToolError} a tool is missing, fails or takes too long
 */
export async function priceOf(
  request: RecordRequest,
  measures: readonly PriceMeasure[],
  remembered: Remembered,
): Promise<Price> {
  const { network, choice } = request;
  const before = preprocessing(network);
  const layers = network.steps.flatMap((step, at) => {
    if (step.kind !== "product" || before.has(step)) return [];
    return [{ layer: step, design: choice[at] ?? null }];
  });
  const onDesigns = layers.flatMap(({ layer, design }) => (design === null ? [] : [{ layer, design }]));
  const designs = [...new Map(onDesigns.map(({ design }) => [design.spec, design])).values()];
  const areas = await Promise.all(
    designs.map(async (design) => (await remembered.synthesize(design)).area_um2),
  );
  const energies = measures.includes("power") ? await layerEnergies(request, onDesigns, remembered) : [];
  const isWhole = onDesigns.length === layers.length && energies.length === layers.length;
  return {
    area_um2: areas.reduce(
      (sum: number | null, area) => (sum === null || area === null ? null : sum + area),
      0,
    ),
    energy_per_inference_uj: isWhole ? energies.reduce((sum, { energy_uj }) => sum + energy_uj, 0) : null,
    layer_energies: energies,
  };
}

async function layerEnergies(
  request: RecordRequest,
  layers: readonly { readonly layer: ProductStep; readonly design: Design }[],
  remembered: Remembered,
): Promise<LayerEnergy[]> {
  const recordings = recordLayers(
    request,
    layers.map(({ layer, design }) => ({ layer, sums: sumsFor(layer, design, usualPowerVectors) })),
  );
  const found: LayerEnergy[] = [];
  for (const [at, { design, header, sums }] of recordings.entries()) {
    const layer = layers[at]?.layer;
    if (layer === undefined) throw new RangeError("a recording without a layer");
    const operands = { name: `trace:${request.name}/${layer.name}`, trace: { ...header, sums } };
    const { energy_pj } = await remembered.under({ operands }).measure(powerMeasure, design);
    const summed = header.bias === "none" ? { depth: layer.depth } : layer;
    const operations = layer.groups * layer.rows * layer.positions * operationsOf(summed, design);
    found.push({
      layer: layer.name,
      design: design.spec,
      macs: macsOf(layer),
      operations,
      energy_pj,
      energy_uj: operations * energy_pj * 1e-6,
    });
  }
  return found;
}
