import { Command } from "commander";
import { parseDesigns } from "../../generators/request.js";
import { hiddenColumn, numberColumn, textColumn, type Column } from "../../report/table.js";
import { audit, auditObstacle, type AuditResult } from "../../audit/audit.js";
import type { Findings } from "../../audit/findings.js";
import { synthesizeDesign } from "../../synth/synthesize-design.js";
import { addForeignOptions, never, readWithForeign, type ForeignFlags } from "../foreign.js";
import { exitCode } from "../exit.js";
import { printForms, table, type FormOptions, type Part } from "../forms.js";
import { libraryFrom, type LibraryOptions } from "../library.js";
import {
  csvOption,
  jsonOption,
  dontUseOption,
  libertyOption,
  markdownOption,
  mutantsOption,
  proofTimeOption,
  seedOption,
  timeLimitOption,
  vectorsOption,
} from "../options.js";
import { forEachDesign } from "../work.js";
import { isFailed, sortOutcomes, type Failed } from "../../library/outcomes.js";

interface Options extends FormOptions, LibraryOptions, ForeignFlags {
  readonly vectors?: number;
  readonly seed: number;
  readonly mutants: number;
  readonly timeLimit: number;
  readonly proofTime: number;
}

/** Shorter than in `verify`: there may be hundreds of proofs. */
const proofSeconds = 60;

export const command = addForeignOptions(new Command("audit"))
  .description("judge the vectors of verify: which faults and mutants do they detect?")
  .argument("<design...>", "for example PositMult n=16 es=1")
  .addOption(libertyOption())
  .addOption(dontUseOption())
  .addOption(vectorsOption())
  .addOption(seedOption())
  .addOption(mutantsOption())
  .addOption(timeLimitOption())
  .addOption(proofTimeOption(proofSeconds))
  .addOption(jsonOption())
  .addOption(csvOption())
  .addOption(markdownOption())
  .action(async (words: string[], options: Options) => {
    const { vectors, seed, mutants, proofTime, timeLimit } = options;
    const designs = await readWithForeign(words, options, parseDesigns, never);
    const library = await libraryFrom(options);
    const outcomes = await forEachDesign(
      "audit",
      designs,
      async (design, onProgress): Promise<AuditResult | NotAudited> => {
        const reason = auditObstacle(design);
        if (reason !== undefined) return { design: design.spec, verdict: "not applicable", reason };
        const synthesis = await synthesizeDesign(design, { library, timeLimit });
        return audit(design, synthesis, library, { vectors, seed, mutants, proofTime, onProgress });
      },
    );
    printForms(options, { designs: outcomes }, () => parts(outcomes));
    process.exitCode = exitCode(
      outcomes.map((outcome) => ({
        wrong: isAudited(outcome) && outcome.verdict === "fail",
        failed: isFailed(outcome),
      })),
    );
  });

interface NotAudited {
  readonly design: string;
  readonly verdict: "not applicable";
  readonly reason: string;
}

type Outcome = AuditResult | NotAudited | Failed;

const isAudited = (outcome: Outcome): outcome is AuditResult => "faults" in outcome;

function parts(outcomes: readonly Outcome[]): Part[] {
  const { results, failures } = sortOutcomes(outcomes);
  const notes = results.flatMap((result) => (isAudited(result) ? survivors(result) : notAudited(result)));
  return [table(outcomes, columns), ...notes, ...failures];
}

const count = (
  title: string,
  field: string,
  value: (result: AuditResult) => number,
  decimals = 0,
): Column<Outcome> =>
  numberColumn(title, field, decimals, (outcome) => (isAudited(outcome) ? value(outcome) : null));

const coverage = (outcome: Outcome): string | null => {
  if (!isAudited(outcome)) return null;
  return outcome.exhaustive ? "all there are" : "sampled";
};

const columns: readonly Column<Outcome>[] = [
  textColumn("design", "design", ({ design }) => design),
  count("vectors", "vectors", ({ vectors }) => vectors),
  textColumn("", "coverage", (outcome) => coverage(outcome) ?? "–", coverage),
  ...findingsColumns("faults", ({ faults }) => faults),
  ...findingsColumns("mutants", ({ mutants }) => mutants),
  count("seconds", "seconds", ({ seconds }) => seconds, 1),
  textColumn("verdict", "verdict", (outcome) => (isFailed(outcome) ? "no verdict" : outcome.verdict)),
  hiddenColumn("reason", (outcome) =>
    isFailed(outcome) ? outcome.error : isAudited(outcome) ? null : outcome.reason,
  ),
];

function findingsColumns(of: string, findings: (result: AuditResult) => Findings): Column<Outcome>[] {
  return [
    count(of, of, (result) => findings(result).total),
    count("caught", `${of}_caught`, (result) => findings(result).caught),
    count("redundant", `${of}_redundant`, (result) => findings(result).redundant),
    count("missed", `${of}_missed`, (result) => findings(result).survivors.length),
    count("%", `${of}_coverage_percent`, (result) => 100 * findings(result).coverage, 2),
  ];
}

const notAudited = ({ design, reason }: NotAudited): string => `${design}: not applicable: ${reason}`;

/** Most survivors shown of a design; `--json` has them all. */
const mostShown = 10;

function survivors({ design, faults, mutants }: AuditResult): string[] {
  const all = [...faults.survivors, ...mutants.survivors];
  if (all.length === 0) return [];
  const lines = all.slice(0, mostShown).map(({ what, shown_by }) => {
    const inputs = Object.entries(shown_by ?? {}).map(([name, bits]) => `${name}=${bits}`);
    return `  ${what}: ${shown_by === null ? "undecided" : `detected by ${inputs.join(" ")}`}`;
  });
  const shown = all.length > mostShown ? `, of which the first ${mostShown}:` : ":";
  return [[`${design}: no vector detects ${all.length}${shown}`, ...lines].join("\n")];
}
