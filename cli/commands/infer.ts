import { Command } from "commander";
import { infer, type Inference, type InferenceRequest } from "../../nn/infer.js";
import { otherArithmetic } from "../../nn/other-arithmetic.js";
import { macsOf, macsOfNetwork } from "../../nn/network/macs.js";
import { builtInNetworks } from "../../nn/network/built-in.js";
import { writeFileForms } from "../file-forms.js";
import { logitsFile, predictionsFile } from "../infer-arrays.js";
import { accuracyPlot } from "../accuracy-plot.js";
import { errorImages, inferOptions, type InferOptions } from "../infer-options.js";
import {
  inferenceForms,
  inferenceTable,
  type InferenceDocument,
  type InferenceForm,
} from "../infer-report.js";
import { inferenceRequest, readAsked, recordRequest, traceFile, type Asked } from "../infer-request.js";
import type { Price } from "../inference-price.js";
import { tidyUpWhenInterrupted } from "../interrupt.js";
import { say } from "../output.js";
import { pricingFrom, type Pricing } from "../pricing.js";
import { showProgress } from "../progress.js";

export const command = new Command("infer")
  .description("what a design's arithmetic does to a trained network: its accuracy, beside float32's")
  .argument(
    "<network>",
    `a trained classifier: an ONNX file, or ${builtInNetworks.join(", ")}, which comes with tapir`,
  )
  .argument("[design...]", "for example PositQuireMac n=16 es=1; without one, float32 alone")
  .action(async (name: string, words: string[], options: InferOptions) => {
    const asked = readAsked(name, words, options);
    const pricing = await pricingFrom(options);
    const found = await inferShown(inferenceRequest(asked));
    const { rows, task } = asked;
    const isCut = found.length <= rows.length || found.some(({ row }) => row.images < task.images.count);
    if (isCut) say("tapir: interrupted; the figures are of the images that were done\n");
    const prices = isCut ? [] : await pricesOf(asked, pricing);
    const document = documentOf(asked, found, prices, pricing);
    await write(document, asked, found, isCut ? [] : traceFile(asked));
  });

for (const option of inferOptions) command.addOption(option);

/** Runs the request and shows how far it has come. */
async function inferShown(request: InferenceRequest): Promise<Inference[]> {
  tidyUpWhenInterrupted();
  const progress = showProgress("infer", request.rows.length + 1);
  let current = "";
  try {
    return await infer({
      ...request,
      onProgress(row, share) {
        if (row !== current) progress.update(current, current === "" ? 0 : 1);
        current = row;
        progress.update(row, share);
      },
    });
  } finally {
    progress.stop();
  }
}

/** What the hardware of each row costs; of none where that was not asked for. */
async function pricesOf(asked: Asked, pricing: Pricing | null): Promise<Price[]> {
  const prices: Price[] = [];
  if (pricing === null) return prices;
  for (const row of asked.rows) prices.push(await pricing.price(recordRequest(asked, row)));
  return prices;
}

/** @param found float32's row first; the prices are of the others */
function documentOf(
  { task, rows, comparesSums, options: { acc } }: Asked,
  found: readonly Inference[],
  prices: readonly Price[],
  pricing: Pricing | null,
): InferenceDocument {
  const { name, network, hasBatchNorm, fold, images, calibration } = task;
  return {
    network: {
      file: name,
      batch_norm: hasBatchNorm ? (fold ? "folded" : "as it stands") : "none",
      macs_per_image: macsOfNetwork(network),
      layers: network.steps
        .filter(({ kind }) => kind === "product")
        .map((step) => ({ name: step.name, operator: step.op, macs: macsOf(step) })),
    },
    data: {
      name: images.name,
      images: images.count,
      calibration: calibration.name,
      layer_error_images: comparesSums ? Math.min(errorImages, images.count) : 0,
    },
    ...(pricing !== null && { hardware: pricing.hardware }),
    designs: found.map(({ row }, at) => ({
      ...row,
      ...otherArithmetic(network, rows[at - 1] ?? { choice: [] }, acc),
      ...prices[at - 1],
    })),
  };
}

/** Prints the document and writes it, the logits of the last row, and further files. */
async function write(
  document: InferenceDocument,
  { task, options }: Asked,
  found: readonly Inference[],
  further: readonly (readonly [path: string, text: string])[],
): Promise<void> {
  const logits = found.at(-1)?.logits;
  if (logits === undefined) return;
  const files = new Map<string, Uint8Array | string>(further);
  if (options.predictions !== undefined)
    files.set(options.predictions, predictionsFile(logits, task.network.classes));
  if (options.logits !== undefined) files.set(options.logits, logitsFile(logits, task.network.classes));
  if (options.plot !== undefined) files.set(options.plot, accuracyPlot(document));
  const layerErrors = options.layerErrors === true;
  const { json, csv, markdown } = inferenceForms;
  const make = {
    json: () => json.make(document),
    csv: () => csv.make(document, layerErrors),
    markdown: () => markdown.make(document, layerErrors),
  };
  await writeFileForms<InferenceForm>(options, make, () => inferenceTable(document, layerErrors), files);
}
