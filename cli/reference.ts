import type { Design } from "../generators/design.js";
import type { Parameters } from "../generators/contract/operator.js";

/** To which design each of a comparison has its ratios. */
export interface References {
  /** By spec; null where the first operator has no design at the same parameters. */
  readonly of: ReadonlyMap<string, string | null>;
  /** For under a table: what ratios and savings are to. */
  readonly said: string;
}

/** Results with their references, and the sentences that say what these are. */
export interface ReferredResults<Result> {
  /** Undefined where there is nothing to compare it with. */
  readonly referenceOf: (result: { readonly design: string }) => Result | undefined;
  readonly said: string;
}

/** The result that each design's is compared with, of those that have results. */
export function referenceResults<Result extends { readonly design: string }>(
  designs: readonly Design[],
  results: readonly Result[],
): ReferredResults<Result> {
  const measured = new Map(results.map((result) => [result.design, result]));
  const { of, said } = referencesAmong(designs.filter(({ spec }) => measured.has(spec)));
  return { referenceOf: ({ design }) => measured.get(of.get(design) ?? ""), said };
}

/**
 * The reference of each design: the first operator at the same parameters. Those count that both have, under one name and in
 * numbers alike or words alike.
 *
 *     PositMult PlamMult n=8,16              PlamMult n=16 to PositMult n=16
 *     IntMult n=8,16 MitchwMult n=8 w=4..8   each MitchwMult to IntMult n=8
 *     FloatMac … PositMac n=16               PositMac to FloatMac: nothing tells that they differ
 *     PositMult n=8 PlamMult n=32            PlamMult has none, and no ratio
 *
 * Where several are left, objective, pipeline and architecture decide, then the order. Designs of one operator alone are
 * compared to the first of them.
 * @param designs those that have results
 */
export function referencesAmong(designs: readonly Design[]): References {
  const [first] = designs;
  if (first === undefined) return { of: new Map(), said: "" };
  const name = first.operator.name;
  const candidates = designs.filter(({ operator }) => operator.name === name);
  if (candidates.length === designs.length)
    return {
      of: new Map(designs.map(({ spec }) => [spec, first.spec])),
      said: "Ratios and savings are to the first row.",
    };
  const found = designs.map((design) => [design, referenceOf(design, candidates)] as const);
  const references = new Set(found.flatMap(([, reference]) => reference?.spec ?? []));
  const without = found.filter(([, reference]) => reference === null).map(([{ spec }]) => spec);
  const to = references.size === 1 ? "the first row" : `the ${name} at the same parameters`;
  return {
    of: new Map(found.map(([{ spec }, reference]) => [spec, reference?.spec ?? null])),
    said: [
      `Ratios and savings are to ${to}.`,
      ...(without.length === 0 ? [] : [`There is no ${name} at the parameters of ${listed(without)}.`]),
    ].join(" "),
  };
}

function referenceOf(design: Design, candidates: readonly Design[]): Design | null {
  const equal = candidates.filter(({ parameters }) => agreements(parameters, design.parameters) !== null);
  return equal.reduce<Design | null>(
    (best, each) => (best === null || likeness(each, design) > likeness(best, design) ? each : best),
    null,
  );
}

/** In how many values both agree; null where they differ in one. */
function agreements(one: Parameters, other: Parameters): number | null {
  const shared = Object.keys(one).filter((name) => typeof one[name] === typeof other[name]);
  return shared.some((name) => one[name] !== other[name]) ? null : shared.length;
}

/** In how much, beside its parameters, a design is like another. */
function likeness(one: Design, other: Design): number {
  const [a, b] = [one, other].map(({ spec, objective, pipeline, architecture }): Record<string, unknown> => ({
    ...architecture,
    ...pipeline,
    objective,
    spec,
  }));
  return Object.entries(a ?? {}).filter(([name, value]) => b?.[name] === value).length;
}

/** The first few of a list, and how many there are more. */
function listed(specs: readonly string[]): string {
  const shown = 3;
  const more = specs.length - shown;
  return [...specs.slice(0, shown), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
