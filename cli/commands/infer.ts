import { Command, Option } from "commander";
import { parseDesigns } from "../../generators/request.js";
import { infer, type Inference, type InferenceRequest } from "../../nn/infer.js";
import { everyLayer, layerChoice, productLayer } from "../../nn/layer-rules.js";
import { macsOf, macsOfNetwork } from "../../nn/network/macs.js";
import { builtInNetworks } from "../../nn/network/built-in.js";
import type { Network } from "../../nn/network/steps.js";
import { recordTrace, usualSums, type RecordRequest, type Wanted } from "../../nn/record.js";
import { openTask } from "../../nn/task.js";
import { traceText } from "../../operands/trace-file.js";
import { RequestError } from "../../tools/errors.js";
import { checkFileForms, writeFileForms, type FileForms } from "../file-forms.js";
import { logitsFile, predictionsFile } from "../infer-arrays.js";
import { inferenceForms, inferenceTable, type InferenceDocument } from "../infer-report.js";
import { tidyUpWhenInterrupted } from "../interrupt.js";
import {
  cacheOption,
  clockOption,
  dontUseOption,
  libertyOption,
  noCacheOption,
  recipeOption,
  timeLimitOption,
  timingOption,
} from "../options.js";
import { say } from "../output.js";
import { priceOption, pricingFrom, type PriceOptions } from "../pricing.js";
import {
  accOption,
  atLeastOne,
  dataOption,
  foldOption,
  imagesOption,
  type TaskOptions,
} from "../task-options.js";
import { showProgress } from "../progress.js";

type Form = keyof typeof inferenceForms;
const forms = Object.keys(inferenceForms) as Form[];

interface Options extends FileForms<Form>, TaskOptions, PriceOptions {
  readonly layers?: string;
  readonly threads?: number;
  readonly layerErrors?: boolean;
  readonly predictions?: string;
  readonly logits?: string;
  readonly trace?: string;
  readonly layer?: string;
  readonly sums?: number;
}

const ofOneDesign = ["predictions", "logits", "trace"] as const;
/** Images whose sums are compared with exact ones. */
const errorImages = 20;

export const command = new Command("infer")
  .description("what a design's arithmetic does to a trained network: its accuracy, beside float32's")
  .argument(
    "<network>",
    `a trained classifier: an ONNX file, or ${builtInNetworks.join(", ")}, which comes with tapir`,
  )
  .argument("[design...]", "for example PositQuireMac n=16 es=1; without one, float32 alone")
  .addOption(dataOption())
  .addOption(imagesOption())
  .option(
    "--layers <rules>",
    'one more row, by layers\' names or operators: "conv*: PositQuireMac n=8; else: float32"',
  )
  .addOption(accOption())
  .addOption(foldOption())
  .option(
    "--layer-errors",
    `also print how far each layer's sums are from exact ones, over the first ${errorImages} images`,
  )
  .addOption(new Option("--threads <count>", "default: one for each core").argParser(atLeastOne))
  .option("--json [file]", "write the results; without a file, print them")
  .option("--csv [file]", "write a row for each design; without a file, print them")
  .option("--markdown [file]", "write a table; without a file, print it")
  .option("--predictions <file>", "write the classes that one design finds: NumPy, a byte for each image")
  .option("--logits <file>", "write one design's logits: NumPy, float32, images × classes")
  .option("--trace <file>", "write operands and sums of one design's layer, for verify and power: JSON lines")
  .option("--layer <name>", "of the trace: a layer's name or operator; default: the one with most products")
  .addOption(
    new Option("--sums <count>", "in the trace; default: 1,000, fewer long ones").argParser(atLeastOne),
  )
  .addOption(priceOption())
  .addOption(libertyOption())
  .addOption(dontUseOption())
  .addOption(clockOption())
  .addOption(recipeOption())
  .addOption(timingOption())
  .addOption(timeLimitOption())
  .addOption(cacheOption())
  .addOption(noCacheOption())
  .action(async (name: string, words: string[], options: Options) => {
    const designs = words.length === 0 ? [] : parseDesigns(words);
    checkOutputs(options, designs.length + (options.layers === undefined ? 0 : 1));
    const { bytes, network, hasBatchNorm, images, calibration, fold } = openTask(name, options);
    const rows = designs.map((design) => ({ name: design.spec, choice: everyLayer(network, design) }));
    const traced = tracedLayer(network, options);
    if (options.layers !== undefined)
      rows.push({ name: options.layers, choice: layerChoice(options.layers, network) });

    const [chosen] = rows;
    if (options.trace !== undefined && chosen === undefined)
      throw new RequestError("--trace writes what a design is fed; name a design");
    const pricing = await pricingFrom(options);
    const request = { network: bytes, fold, images, calibration, rows };
    const { acc, threads } = options;
    const comparesSums = options.layerErrors === true || options.json !== undefined;
    const found = await inferShown({
      ...request,
      ...(comparesSums && { errorImages }),
      ...(acc !== undefined && { acc }),
      ...(threads !== undefined && { threads }),
    });
    const isCut = found.length <= rows.length || found.some(({ row }) => row.images < images.count);
    if (isCut) say("tapir: interrupted; the figures are of the images that were done\n");
    const recording = { network, name, images, calibration, acc, seed: 1 };
    const priced: InferenceDocument["designs"][number][] = [];
    for (const [at, { row }] of found.slice(1).entries()) {
      const choice = rows[at]?.choice;
      const price =
        pricing === null || choice === undefined || isCut
          ? undefined
          : await pricing.price({ ...recording, choice });
      priced.push({ ...row, ...price });
    }
    const batchNorm = hasBatchNorm ? (fold ? "folded" : "as it stands") : "none";
    const document: InferenceDocument = {
      network: { file: name, batch_norm: batchNorm, ...summary(network) },
      data: {
        name: images.name,
        images: images.count,
        calibration: calibration.name,
        layer_error_images: comparesSums ? Math.min(errorImages, images.count) : 0,
      },
      ...(pricing !== null && { hardware: pricing.hardware }),
      designs: [...found.slice(0, 1).map(({ row }) => row), ...priced],
    };
    const traces =
      traced === null || chosen === undefined || isCut
        ? []
        : [recordedTrace({ ...recording, choice: chosen.choice }, traced)];
    const texts = traces.map((text) => [options.trace ?? "", text] as const);
    await write(document, options, found.at(-1)?.logits ?? new Float32Array(0), network.classes, texts);
  });

/** The layer that is recorded; null: none. */
function tracedLayer(network: Network, { trace, layer, sums }: Options): Wanted | null {
  if (trace === undefined) {
    if (layer !== undefined || sums !== undefined)
      throw new RequestError("--layer and --sums are of the file that --trace FILE writes");
    return null;
  }
  const found = productLayer(network, layer);
  return { layer: found, sums: sums ?? usualSums(found) };
}

function recordedTrace(request: RecordRequest, wanted: Wanted): string {
  const { design, trace } = recordTrace(request, wanted);
  return traceText(design, trace);
}

/** @throws {RequestError} see `checkFileForms`; or arrays of several designs would be written to one file */
function checkOutputs(options: Options, rows: number): void {
  checkFileForms<Form>(
    options,
    inferenceForms,
    ofOneDesign.flatMap((name) => {
      const path = options[name];
      return path === undefined ? [] : [[`--${name}`, path] as const];
    }),
  );
  const single = ofOneDesign.find((name) => options[name] !== undefined);
  if (single !== undefined && rows > 1)
    throw new RequestError(`--${single} writes those of one design, and there are ${rows}`);
}

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

const summary = (network: Network): Omit<InferenceDocument["network"], "file" | "batch_norm"> => ({
  macs_per_image: macsOfNetwork(network),
  layers: network.steps
    .filter(({ kind }) => kind === "product")
    .map((step) => ({ name: step.name, operator: step.op, macs: macsOf(step) })),
});

async function write(
  document: InferenceDocument,
  options: Options,
  logits: Float32Array,
  classes: number,
  texts: readonly (readonly [path: string, text: string])[],
): Promise<void> {
  if (document.designs.length === 0) return;
  const files = new Map<string, Uint8Array | string>(texts);
  if (options.predictions !== undefined) files.set(options.predictions, predictionsFile(logits, classes));
  if (options.logits !== undefined) files.set(options.logits, logitsFile(logits, classes));
  const make = Object.fromEntries(
    forms.map((form) => [form, () => inferenceForms[form].make(document, options.layerErrors === true)]),
  ) as Record<Form, () => string>;
  await writeFileForms<Form>(
    options,
    make,
    () => inferenceTable(document, options.layerErrors === true),
    files,
  );
}
