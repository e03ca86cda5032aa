import type { Design } from "../generators/design.js";
import { loadLibraries } from "../liberty/load.js";
import type { Library } from "../liberty/library.js";
import { gateCells, otherGates } from "../search/cells.js";
import type { Identity } from "../search/checkpoint.js";
import { largestResult } from "../search/engine/shape.js";
import type { MappingOptions } from "../search/map-netlist.js";
import { operandWeightsOf } from "../search/operand-weights-of.js";
import type { Plan } from "../search/round.js";
import { shapeOf } from "../search/starts.js";
import { digestOf } from "../tools/digest.js";
import { RequestError } from "../tools/errors.js";
import { version } from "../tools/version.js";
import { libraryFrom } from "./library.js";
import { isDistribution, operandSource } from "./operand-source.js";
import type { SearchOptions } from "./search-options.js";
import { networkTrial, type NetworkTrial } from "./search-trial.js";

/** Operands of a network's layer that are recorded for the histogram. */
const recordedVectors = 100_000;

/** All that a search needs. */
export interface PreparedSearch {
  readonly plan: Plan;
  readonly trial: NetworkTrial | undefined;
  readonly mapping: MappingOptions;
  readonly library: Library;
}

/** @throws {RequestError} no limit is given, or a design, an option, a trace or a library that a search cannot take */
export async function preparedSearch(
  starts: readonly Design[],
  options: SearchOptions,
): Promise<PreparedSearch> {
  const { mred, nmed, wce, bias, maxDelay, seed, chains, rounds, evaluations, data, timeLimit } = options;
  if (mred === undefined && nmed === undefined && wce === undefined && options.net === undefined)
    throw new RequestError(
      "a search needs a limit on the errors: --mred 0.5%, --nmed 0.05% or --wce 200; or a network, --net lenet5 --min-accuracy 88%",
    );
  const shape = shapeOf(starts);
  const [first] = starts;
  if (first === undefined) throw new RangeError("no start");
  const ofChain = Math.floor(evaluations / chains / rounds);
  if (ofChain < 1)
    throw new RequestError(
      `${evaluations} evaluations are too few for ${chains} chains in ${rounds} rounds; ask for ${chains * rounds} or more`,
    );
  const trial = await networkTrial(shape, options);
  const named = operandsNamed(options);
  const isOfNetwork = !isDistribution(named) || trial === undefined;
  const source = operandSource(named, { data: isOfNetwork ? data : undefined, vectors: recordedVectors })(
    first,
  );
  const library = await libraryFrom(options);
  if (maxDelay !== undefined && !library.timed)
    throw new RequestError(`${library.name} has no delays, and --max-delay needs them`);
  const cells = gateCells(library);
  const others = otherGates(library, cells);
  const dontUse = [...(options.dontUse ?? []), ...others];
  const [ofGates = library] = await loadLibraries([options.liberty ?? []], dontUse);
  const largest = largestResult(shape);
  return {
    library,
    trial,
    mapping: { library: ofGates, cells, timeLimit, maxDelay: maxDelay ?? Infinity },
    plan: {
      shape,
      limits: {
        mred: mred ?? Infinity,
        med: nmed === undefined ? Infinity : nmed * largest,
        wce: wce ?? Infinity,
        bias: bias ?? Infinity,
      },
      operands: operandWeightsOf(source, first, shape),
      maxDelay: maxDelay ?? Infinity,
      areas: Array.from(cells.areas, (area) => (area === Infinity ? null : area)),
      ...{ seed, chains, rounds, evaluations: ofChain },
    },
  };
}

/** The operands whose errors count: of a network's search those of all its layers. */
const operandsNamed = ({ operands, net }: SearchOptions): string =>
  operands ?? (net === undefined ? "uniform" : `trace:${net}/*`);

/** What decides the result of a search. */
export function identityOf(
  plan: Plan,
  starts: readonly Design[],
  { library, yosys, trial }: Pick<PreparedSearch, "library" | "trial"> & { readonly yosys: string },
): Identity {
  const { limits, operands, maxDelay, seed, chains, rounds, evaluations } = plan;
  const numbers = { ...limits, maxDelay, seed, chains, rounds, evaluations };
  return {
    tapir: version,
    yosys,
    library: `${library.name} (${digestOf(library.source + library.leftOut.join()).slice(0, 12)})`,
    starts: starts.map((design) => `${design.spec} (${digestOf(design.verilog()).slice(0, 12)})`).join(", "),
    operands: operands === undefined ? "uniform" : digestOf(JSON.stringify(operands)).slice(0, 12),
    ...(trial && { network: trial.identity, "min-accuracy": String(trial.least) }),
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])),
  };
}

/** The command that finds the same again, without what does not change the result. */
export function commandOf(words: readonly string[], options: SearchOptions): string {
  const { mred, nmed, wce, bias, maxDelay, operands, net, data, images, minAccuracy } = options;
  const { seed, evaluations, chains, rounds } = options;
  const percent = (share: number | undefined): string | undefined =>
    share === undefined ? undefined : `${Number((100 * share).toPrecision(12))}%`;
  const given = {
    "--mred": percent(mred),
    "--nmed": percent(nmed),
    "--wce": wce,
    "--bias": bias,
    "--max-delay": maxDelay,
    "--operands": operands === "uniform" ? undefined : operands,
    "--net": net,
    "--data": data,
    "--images": images,
    "--min-accuracy": percent(minAccuracy),
    "--evaluations": evaluations,
    "--chains": chains,
    "--rounds": rounds,
    "--seed": seed,
  };
  const written = Object.entries(given).flatMap(([flag, value]) =>
    value === undefined ? [] : [`${flag} ${value}`],
  );
  return ["tapir search", ...words, ...written].join(" ");
}
