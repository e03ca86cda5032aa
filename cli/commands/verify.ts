import { Command } from "commander";
import { parseDesigns } from "../../generators/request.js";
import { figure } from "../../report/numbers.js";
import { terminalTable, type Column } from "../../report/table.js";
import { verifyRtl, type VerifyResult } from "../../sim/verify.js";
import { exitCode } from "../exit.js";
import { mismatchReport } from "../mismatches.js";
import { jsonOption, seedOption, timeLimitOption, vectorsOption } from "../options.js";
import { printResult } from "../output.js";
import { forEachDesign, isFailed, sortOutcomes, type Failed } from "../work.js";

interface Options {
  readonly vectors: number;
  readonly seed: number;
  readonly timeLimit: number;
  readonly output: string;
  readonly json?: boolean;
}

export const command = new Command("verify")
  .description("compare each design's RTL with its golden model")
  .argument("<design...>", "for example PositMult n=16 es=1")
  .addOption(vectorsOption())
  .addOption(seedOption())
  .addOption(timeLimitOption())
  .option("-o, --output <folder>", "where to leave waveforms of mismatches", "rtl-out")
  .addOption(jsonOption())
  .action(async (words: string[], options: Options) => {
    const { vectors, seed, timeLimit, output: vcdFolder } = options;
    const outcomes = await forEachDesign("verify", parseDesigns(words), (design, report) =>
      verifyRtl(design, {
        vectors,
        seed,
        timeLimit,
        vcdFolder,
        onProgress: (done, total) => {
          report(done / total);
        },
      }),
    );
    printResult(options.json === true, { designs: outcomes }, () => text(outcomes));
    process.exitCode = exitCode(
      outcomes.map((outcome) => ({
        wrong: !isFailed(outcome) && outcome.verdict === "fail",
        failed: isFailed(outcome),
      })),
    );
  });

type Outcome = VerifyResult | Failed;

function text(outcomes: readonly Outcome[]): string {
  const { results, failures } = sortOutcomes(outcomes);
  const wrong = results.filter(({ verdict }) => verdict === "fail");
  return [terminalTable(columns, outcomes), ...wrong.map(mismatchReport), ...failures].join("\n\n");
}

const ofResult =
  (cell: (result: VerifyResult) => string) =>
  (outcome: Outcome): string =>
    isFailed(outcome) ? "–" : cell(outcome);

const columns: readonly Column<Outcome>[] = [
  { title: "design", align: "left", cell: ({ design }) => design },
  { title: "level", align: "left", cell: ofResult(({ level }) => level) },
  { title: "vectors", align: "right", cell: ofResult(({ vectors }) => figure(vectors, 0)) },
  {
    title: "",
    align: "left",
    cell: ofResult(({ exhaustive }) => (exhaustive ? "all there are" : "sampled")),
  },
  { title: "mismatches", align: "right", cell: ofResult(({ mismatches }) => figure(mismatches, 0)) },
  { title: "seconds", align: "right", cell: ofResult(({ seconds }) => figure(seconds, 1)) },
  {
    title: "verdict",
    align: "left",
    cell: (outcome) => (isFailed(outcome) ? "no verdict" : outcome.verdict),
  },
];
