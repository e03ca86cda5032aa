import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename } from "node:path";
import { Command } from "commander";
import { parseDesigns } from "../../generators/request.js";
import { digestOf } from "../../tools/digest.js";
import { decodeState, encodeState } from "../../search/checkpoint.js";
import { errorsOfAllPairs } from "../../search/errors-of.js";
import { netlistFile } from "../../search/netlist-file.js";
import { search, type SearchState } from "../../search/search.js";
import { findYosys } from "../../synth/mapping/yosys.js";
import { isInterrupted } from "../../tools/interrupt.js";
import { RequestError } from "../../tools/errors.js";
import { readFile } from "../../tools/read-file.js";
import { version } from "../../tools/version.js";
import { writeAndPrint, writeWholeTexts, checkTargets } from "../files.js";
import { tidyUpWhenInterrupted } from "../interrupt.js";
import { printForms } from "../forms.js";
import { say } from "../output.js";
import { showProgress } from "../progress.js";
import { searchOptions, type SearchOptions } from "../search-options.js";
import { searchReport, searchDocument } from "../search-report.js";
import { commandOf, identityOf, preparedSearch } from "../search-request.js";

export const command = new Command("search")
  .description("evolve a multiplier or a multiply-add: the smallest netlist within limits on its errors")
  .argument(
    "<design...>",
    "what to start from, for example OrMult n=8 t=4..6 IntMult n=8, or IntMac n=4 acc=10",
  )
  .action(async (words: string[], options: SearchOptions) => {
    const { output } = options;
    if (!/\.ya?ml$/i.test(output))
      throw new RequestError(`-o writes YAML; name a file that ends in .yaml, not ${output}`);
    const checkpoint = `${output}.checkpoint`;
    checkTargets([
      ["-o", output],
      ["the checkpoint", checkpoint],
    ]);
    const starts = parseDesigns(words);
    const prepared = await preparedSearch(starts, options);
    const { plan, trial, mapping, library } = prepared;
    const yosys = (await findYosys()).version;
    const identity = identityOf(plan, starts, { library, yosys, trial });
    let state: SearchState | undefined;
    if (options.resume === true)
      if (existsSync(checkpoint))
        state = decodeState(readFile(checkpoint).toString("utf8"), identity, checkpoint);
      else say(`tapir: there is no ${checkpoint}; the search begins anew\n`);
    tidyUpWhenInterrupted();
    const progress = showProgress("search", 1);
    let found: SearchState | undefined;
    try {
      found = await search({
        ...{ plan, starts, trial, mapping, state, threads: options.threads },
        onLeftOut: (why) => {
          say(`tapir: left out of the search: ${why}\n`);
        },
        onRound: (done) => writeWholeTexts(new Map([[checkpoint, encodeState(identity, done)]])),
        onProgress(share, { area }) {
          progress.update("search", share, `area ${area.toFixed(1)}`);
        },
      });
    } finally {
      progress.stop();
    }
    if (found === undefined || found.round < plan.rounds || isInterrupted()) {
      say(
        existsSync(checkpoint)
          ? `tapir: interrupted; --resume goes on from ${checkpoint}\n`
          : "tapir: interrupted before the first round was whole\n",
      );
      return;
    }
    const [best] = found.members;
    if (best === undefined) throw new RangeError("nothing is found");
    const text = netlistFile(best.list, plan.shape, {
      ...{ start: best.start, area: best.area, delay: best.delay },
      errors: errorsOfAllPairs(best.list, plan, best.errors),
      name: basename(output).replace(/\.ya?ml$/i, ""),
      command: commandOf(words, options),
      library: `${library.name} (${digestOf(library.source).slice(0, 12)})`,
      madeBy: `tapir ${version}, ${yosys}`,
      trial: trial && { network: trial.name, accuracy: best.accuracy ?? NaN },
    });
    await writeAndPrint(
      () => writeWholeTexts(new Map([[output, text]])),
      () => {
        const document = searchDocument(found, plan, output, trial);
        printForms(options, document, () => searchReport(document, library), "\n");
      },
    );
    await rm(checkpoint, { force: true });
  });

for (const option of searchOptions) command.addOption(option);
