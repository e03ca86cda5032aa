import { Command } from "commander";
import { parseDesigns } from "../../generators/request.js";
import { figure } from "../../report/numbers.js";
import { tableFor, type Column } from "../../report/table.js";
import { audit, auditObstacle, type AuditResult } from "../../audit/audit.js";
import type { Findings } from "../../audit/findings.js";
import { synthesizeDesign } from "../../synth/synthesize-design.js";
import { exitCode } from "../exit.js";
import { libraryFrom, type LibraryOptions } from "../library.js";
import {
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
import { printResult } from "../output.js";
import { forEachDesign } from "../work.js";
import { isFailed, sortOutcomes, type Failed } from "../../library/outcomes.js";

interface Options extends LibraryOptions {
  readonly vectors?: number;
  readonly seed: number;
  readonly mutants: number;
  readonly timeLimit: number;
  readonly proofTime: number;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** Shorter than in `verify`: there may be hundreds of proofs. */
const proofSeconds = 60;

export const command = new Command("audit")
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
  .addOption(markdownOption())
  .action(async (words: string[], options: Options) => {
    const { vectors, seed, mutants, proofTime, timeLimit } = options;
    const designs = parseDesigns(words);
    const library = await libraryFrom(options);
    const outcomes = await forEachDesign(
      "audit",
      designs,
      async (design): Promise<AuditResult | NotAudited> => {
        const reason = auditObstacle(design);
        if (reason !== undefined) return { design: design.spec, verdict: "not applicable", reason };
        const synthesis = await synthesizeDesign(design, { library, timeLimit });
        return audit(design, synthesis, library, { vectors, seed, mutants, proofTime });
      },
    );
    printResult(options.json === true, { designs: outcomes }, () => text(outcomes, options.markdown));
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

function text(outcomes: readonly Outcome[], markdown?: boolean): string {
  const { results, failures } = sortOutcomes(outcomes);
  const notes = results.flatMap((result) => (isAudited(result) ? survivors(result) : notAudited(result)));
  return [tableFor(markdown)(columns, outcomes), ...notes, ...failures].join("\n\n");
}

const ofResult =
  (cell: (result: AuditResult) => string) =>
  (outcome: Outcome): string =>
    isAudited(outcome) ? cell(outcome) : "–";

const columns: readonly Column<Outcome>[] = [
  { title: "design", align: "left", cell: ({ design }) => design },
  { title: "vectors", align: "right", cell: ofResult(({ vectors }) => figure(vectors, 0)) },
  {
    title: "",
    align: "left",
    cell: ofResult(({ exhaustive }) => (exhaustive ? "all there are" : "sampled")),
  },
  ...findingsColumns("faults", ({ faults }) => faults),
  ...findingsColumns("mutants", ({ mutants }) => mutants),
  { title: "seconds", align: "right", cell: ofResult(({ seconds }) => figure(seconds, 1)) },
  {
    title: "verdict",
    align: "left",
    cell: (outcome) => (isFailed(outcome) ? "no verdict" : outcome.verdict),
  },
];

function findingsColumns(of: string, findings: (result: AuditResult) => Findings): Column<Outcome>[] {
  const count = (value: (found: Findings) => number) =>
    ofResult((result) => figure(value(findings(result)), 0));
  return [
    { title: of, align: "right", cell: count(({ total }) => total) },
    { title: "caught", align: "right", cell: count(({ caught }) => caught) },
    { title: "redundant", align: "right", cell: count(({ redundant }) => redundant) },
    { title: "missed", align: "right", cell: count(({ survivors }) => survivors.length) },
    { title: "%", align: "right", cell: ofResult((result) => figure(100 * findings(result).coverage, 2)) },
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
