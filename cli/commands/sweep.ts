import { Command, InvalidArgumentError, Option } from "commander";
import { parseDesigns } from "../../generators/request.js";
import type { Sources } from "../../cluster/plan.js";
import type { Cache } from "../../sweep/cache.js";
import { jobsOf, type Job, type Sweep } from "../../sweep/jobs.js";
import type { Conditions } from "../../sweep/measure.js";
import { measures, usualMeasures } from "../../sweep/measures.js";
import { partOf, partResults, type Shard } from "../../sweep/shards.js";
import { accuracyMeasure } from "../../sweep/measures/accuracy.js";
import { cachedOutcomes, cachedSeconds, outcomeOf } from "../../sweep/job-outcome.js";
import { isHdlFile } from "../../library/foreign/language.js";
import { Notebook } from "../../sweep/notebook.js";
import { isRequestFile, readRequestFile, type FileRequest } from "../../sweep/request-file.js";
import { sweepResults, type JobOutcome } from "../../sweep/results.js";
import type { Part, Results } from "../../report/results.js";
import { RequestError } from "../../tools/errors.js";
import { isInterrupted } from "../../tools/interrupt.js";
import { cacheFrom, type CacheOptions } from "../cache.js";
import { addForeignOptions, always, readWithForeign, type ForeignFlags } from "../foreign.js";
import { exitCode } from "../exit.js";
import { inferenceFrom, type InferenceOptions } from "../inference.js";
import { checkEngineOptions, measureOn, type EngineOptions, type Measured } from "../on-engine.js";
import { librariesFrom, type LibraryOptions } from "../library.js";
import {
  cacheOption,
  clockOption,
  glitchesOption,
  dontUseOption,
  libertyOption,
  noCacheOption,
  operandsOption,
  samplesOption,
  seedOption,
  detachOption,
  dryRunOption,
  onOption,
  sbatchOption,
  shardOption,
  tasksOption,
  timeLimitOption,
  recipeOption,
  timingOption,
  vectorsOption,
} from "../options.js";
import {
  addReportOptions,
  checkColumns,
  checkReportOptions,
  report,
  type ReportOptions,
} from "../report-forms.js";
import { say } from "../output.js";
import { accOption, dataOption, foldOption, imagesOption, netOption } from "../task-options.js";
import { forEachDesign } from "../work.js";
import { isFailed } from "../../library/outcomes.js";

interface Options
  extends
    ReportOptions,
    EngineOptions,
    CacheOptions,
    LibraryOptions,
    InferenceOptions,
    ForeignFlags,
    Omit<Conditions, "library" | "inference"> {
  readonly measures?: readonly string[];
  readonly shard?: Shard;
}

const names = measures.map(({ name }) => name);

export const command = addReportOptions(
  addForeignOptions(new Command("sweep"))
    .description("measure many designs, keep what is done, and report: tables, CSV, LaTeX, a page with plots")
    .argument("<design...>", "for example MitchwMult n=8,16 w=4..8, or a sweep file: sweep.yaml")
    .addOption(
      new Option(
        "--measures <names>",
        `what to measure: a list of ${names.join(", ")} (default: verify,synth, and error of approximate designs)`,
      ).argParser(measureNames),
    )
    .addOption(libertyOption())
    .addOption(dontUseOption())
    .addOption(vectorsOption())
    .addOption(seedOption())
    .addOption(samplesOption())
    .addOption(timingOption())
    .addOption(recipeOption())
    .addOption(operandsOption())
    .addOption(glitchesOption())
    .addOption(clockOption())
    .addOption(netOption())
    .addOption(dataOption())
    .addOption(imagesOption())
    .addOption(foldOption())
    .addOption(accOption())
    .addOption(timeLimitOption())
    .addOption(shardOption())
    .addOption(onOption())
    .addOption(tasksOption())
    .addOption(sbatchOption())
    .addOption(detachOption())
    .addOption(dryRunOption())
    .addOption(cacheOption())
    .addOption(noCacheOption()),
).action(async (words: string[], options: Options, self: Command) => {
  await checkReportOptions(options);
  checkEngineOptions(options);
  const { whole, source } = await requested(words, options, self);
  checkColumns(() => unmeasured(whole), options);
  const cache = await cacheFrom(options);
  const { sweep, part } = await ownPart(whole, options, cache);
  const notebook = new Notebook(cache);
  const measured = await measureAll(sweep, source, cache, notebook, options);
  if (measured === null || isInterrupted()) return;
  const { outcomes, forget } = measured;
  const found = sweepResults(sweep, outcomes, notebook);
  const results = part === undefined ? found : partResults(found, part);
  await report(results, options);
  await forget();
  process.exitCode = exitCode(
    results.designs.map(({ figures, failures }) => ({
      wrong: figures.verdict === "fail",
      failed: failures !== undefined,
    })),
  );
});

/** The results as they will be, without figures. */
const unmeasured = (sweep: Sweep): Results =>
  sweepResults(
    sweep,
    new Map(jobsOf(sweep).map(({ spec }) => [spec, { obstacle: "not measured yet" }])),
    new Notebook(null),
  );

/**
 * What this run measures: the whole, or the shard that was asked for. Only a cache that was named may be one that all
 * shards share; there the seconds of earlier measurements count.
 */
async function ownPart(
  whole: Sweep,
  { shard, cache: named }: Options,
  cache: Cache | null,
): Promise<{ readonly sweep: Sweep; readonly part?: Part }> {
  if (shard === undefined) return { sweep: whole };
  const notebook = new Notebook(cache);
  const shared =
    cache === null || typeof named !== "string"
      ? null
      : { folder: cache.folder, known: (job: Job) => cachedSeconds(job, notebook) };
  return partOf(whole, shard, shared);
}

function measureNames(text: string): string[] {
  const wanted = text.split(",");
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`'${unknown}' is no measure; there are ${names.join(", ")}.`);
  return wanted;
}

/** What is to be swept: what the command line says goes before what a file says, and that before the defaults. */
async function requested(
  words: readonly string[],
  options: Options,
  self: Command,
): Promise<{ readonly whole: Sweep; readonly source: Sources }> {
  const file = fileRequest(words);
  const said = <Value>(option: keyof Options, inFile: Value | undefined, value: Value): Value =>
    inFile === undefined || self.getOptionValueSource(option) === "cli" ? value : inFile;
  const wanted = said("measures", file?.measures, options.measures);
  const network = {
    net: said("net", file?.net, options.net),
    data: said("data", file?.data, options.data),
    images: said("images", file?.images, options.images),
    fold: said("fold", file?.fold, options.fold),
    acc: said("acc", file?.acc, options.acc),
  };
  const asked = file?.words ?? words;
  const designs = await readWithForeign(asked, options, parseDesigns, always);
  const libraries = said<readonly (readonly string[] | undefined)[]>("liberty", file?.libraries, [
    options.liberty,
  ]);
  const dontUse = said("dontUse", file?.dontUse, options.dontUse);
  const loaded = distinct(await librariesFrom(libraries, dontUse));
  const whole: Sweep = {
    designs,
    measures:
      wanted === undefined
        ? usualMeasures(designs, loaded)
        : measures.filter(({ name }) => wanted.includes(name)),
    libraries: loaded,
    conditions: {
      vectors: said("vectors", file?.vectors, options.vectors),
      seed: said("seed", file?.seed, options.seed),
      samples: said("samples", file?.samples, options.samples),
      timing: said("timing", file?.timing, options.timing),
      recipe: said("recipe", file?.recipe, options.recipe),
      operands: said("operands", file?.operands, options.operands),
      glitches: said("glitches", file?.glitches, options.glitches),
      clock: said("clock", file?.clock, options.clock),
      inference: inferenceFrom(network, wanted?.includes(accuracyMeasure.name) === true),
      timeLimit: said("timeLimit", file?.timeLimit, options.timeLimit),
    },
  };
  const { net } = network;
  const { as, top, port, parameter, tie } = options;
  return {
    whole,
    source: {
      paths: libraries,
      dontUse,
      ...(net !== undefined && { network: { ...network, net } }),
      ...(as !== undefined && { foreign: { files: asked.filter(isHdlFile), as, top, port, parameter, tie } }),
    },
  };
}

function fileRequest(words: readonly string[]): FileRequest | undefined {
  const file = words.find(isRequestFile);
  if (file === undefined) return undefined;
  const other = words.find((word) => word !== file);
  if (other !== undefined)
    throw new RequestError(`${file} says what to sweep; write '${other}' there, under 'designs:'`);
  return readRequestFile(file);
}

/** Rows are told apart by their libraries' names. */
function distinct(libraries: Sweep["libraries"]): Sweep["libraries"] {
  const seen = new Set<string>();
  for (const { name } of libraries) {
    if (seen.has(name))
      throw new RequestError(`two of the libraries are called ${name}; sweep one at a time`);
    seen.add(name);
  }
  return libraries;
}

async function measureAll(
  sweep: Sweep,
  source: Sources,
  cache: Cache | null,
  notebook: Notebook,
  options: EngineOptions,
): Promise<Measured | null> {
  const jobs = jobsOf(sweep);
  const outcomes = await cachedOutcomes(jobs, notebook);
  if (cache !== null)
    tell(`${outcomes.size} of ${jobs.length} measurements are in the cache ${cache.folder}`);
  if (cache !== null && cache.damaged > 0) tell(`${cache.damaged} more are damaged and are measured again`);

  const missing = jobs.filter(({ spec }) => !outcomes.has(spec));
  if (options.on !== undefined) {
    const measured = await measureOn(sweep, missing, source, cache, options);
    return measured && { ...measured, outcomes: new Map([...outcomes, ...measured.outcomes]) };
  }
  const worked = await forEachDesign("sweep", missing, async (job) => {
    outcomes.set(job.spec, await outcomeOf(job, notebook));
    return job;
  });
  for (const outcome of worked)
    if (isFailed(outcome)) outcomes.set(outcome.design, { failure: outcome.error });
  if (isInterrupted()) tell(interruption(jobs.length, [...outcomes.values()], cache));
  return { outcomes, forget: () => Promise.resolve() };
}

function interruption(jobs: number, outcomes: readonly JobOutcome[], cache: Cache | null): string {
  const done = outcomes.filter((outcome) => "figures" in outcome).length;
  return cache === null
    ? `interrupted after ${done} of ${jobs} measurements, which are lost: there is no cache`
    : `interrupted after ${done} of ${jobs} measurements; the same command goes on from there`;
}

/** For a person: on standard error, as standard output may be read by a program. */
const tell = (text: string): void => {
  say(`tapir: ${text}\n`);
};
