import { Command } from "commander";
import { libertyOption, markdownOption, timeLimitOption } from "../../cli/options.js";
import { sendProgressTo } from "../../cli/progress.js";
import { Spinner } from "../../cli/spinner.js";
import { forEachDesign } from "../../cli/work.js";
import { sortOutcomes } from "../../library/outcomes.js";
import { gateDelays, settlesAt } from "../../generators/hdl/bits/delay.js";
import { expand } from "../../generators/hdl/bits/expand.js";
import type { Module } from "../../generators/hdl/index.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parseDesigns } from "../../generators/request.js";
import { moduleText } from "../../generators/verilog.js";
import { figure } from "../../report/numbers.js";
import { tableFor, type Column } from "../../report/table.js";
import { loadLibrary } from "../../liberty/load.js";
import type { Library } from "../../liberty/library.js";
import { synthesize } from "../../synth/mapping/synthesize.js";
import { runCommand } from "../run-command.js";
import { blocks, moduleOf } from "./blocks.js";
import { fit } from "./fit.js";

interface Options {
  readonly liberty?: string[];
  readonly timeLimit: number;
  readonly markdown?: boolean;
  readonly fit?: boolean;
}

/** What is summed up together: the test is how good the estimates of operators are, each of which counts once. */
type Group = "first examples" | "second examples" | "blocks";

/** A combinational circuit to be estimated and measured. */
interface Job {
  readonly spec: string;
  readonly group: Group;
  readonly module: Module;
}

interface Row extends Pick<Job, "spec" | "group"> {
  readonly estimate: number;
  /** By OpenSTA, in FO4. */
  readonly measured: number;
  readonly measured_ns: number;
}

const spinner = new Spinner();
sendProgressTo((text) => {
  spinner.show(text);
});

await runCommand(
  new Command("estimates")
    .description("estimated delays beside what OpenSTA finds of the netlists, mapped for speed")
    .addOption(libertyOption())
    .addOption(timeLimitOption())
    .addOption(markdownOption())
    .option("--fit", "of single blocks; and the delays of gates that suit these best")
    .action(async (options: Options) => {
      const library = await loadLibrary(options.liberty);
      const jobs = options.fit
        ? blocks.map((block): Job => ({ spec: block.name, group: "blocks", module: moduleOf(block) }))
        : designs();
      const rows = await measure(jobs, library, options.timeLimit);
      process.stdout.write(`${tableFor(options.markdown)(columns(), rows)}\n\n${summary(rows)}\n`);
      if (options.fit) {
        const modules = new Map(jobs.map(({ spec, module }) => [spec, module]));
        const samples = rows.flatMap(({ spec, measured }) => {
          const found = modules.get(spec);
          return found === undefined ? [] : [{ circuit: expand(found), measured }];
        });
        process.stdout.write(`best: ${JSON.stringify(fit(samples, gateDelays))}\n`);
      }
    }),
);

/** The first two combinational examples of each operator: the first of every operator, then the second of each. */
function designs(): Job[] {
  const all = catalogue.map(({ name, examples }) =>
    examples
      .flatMap((example) => parseDesigns([name, ...example.split(" "), "objective=delay"]))
      .filter(({ machine }) => machine === null),
  );
  return (["first examples", "second examples"] as const).flatMap((group, which) =>
    all.flatMap(({ [which]: design }) =>
      design === undefined ? [] : [{ spec: design.core.spec, group, module: design.module() }],
    ),
  );
}

async function measure(jobs: readonly Job[], library: Library, timeLimit: number): Promise<Row[]> {
  const outcomes = await forEachDesign("estimates", jobs, async ({ spec, group, module }): Promise<Row> => {
    const verilog = moduleText(module, [spec]);
    const subject = { design: spec, verilog, top: module.name, clock: null };
    const { delay_ns, delay_fo4 } = await synthesize(subject, {
      ...{ library, timeLimit },
      ...{ objective: "delay", timing: "opensta" },
    });
    if (delay_ns === null || delay_fo4 === null) throw new Error(`${spec} has no delay in this library`);
    const { network, ends } = expand(module);
    return { spec, group, estimate: settlesAt(network, ends), measured: delay_fo4, measured_ns: delay_ns };
  });
  return sortOutcomes(outcomes).results;
}

function ratioOf({ estimate, measured }: Row): number {
  return estimate / measured;
}

function columns(): Column<Row>[] {
  return [
    { title: "design", align: "left", cell: ({ spec }) => spec },
    { title: "estimate FO4", align: "right", cell: ({ estimate }) => figure(estimate, 1) },
    {
      title: "estimate ns",
      align: "right",
      cell: ({ estimate, measured, measured_ns }) => figure((estimate * measured_ns) / measured, 3),
    },
    { title: "OpenSTA ns", align: "right", cell: ({ measured_ns }) => figure(measured_ns, 3) },
    { title: "ratio", align: "right", cell: (row) => figure(ratioOf(row), 2) },
  ];
}

/** Of each group: the median, and how many estimates are within 15 % of the measurement. */
function summary(rows: readonly Row[]): string {
  return [...new Set(rows.map(({ group }) => group))]
    .map((group) => {
      const ratios = rows
        .filter((row) => row.group === group)
        .map(ratioOf)
        .sort((a, b) => a - b);
      const near = ratios.filter((ratio) => Math.abs(ratio - 1) <= 0.15).length;
      const median = ratios[Math.floor(ratios.length / 2)] ?? null;
      return `${group}: ${near} of ${ratios.length} within 15 %; median ${figure(median, 2)}`;
    })
    .join("\n");
}
