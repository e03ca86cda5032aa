import { Command } from "commander";
import { joinResults } from "../../report/join.js";
import { resultsSchema, type Results } from "../../report/results.js";
import { RequestError } from "../../tools/errors.js";
import { readBytes } from "../../tools/read-bytes.js";
import { reasonOf } from "../../tools/system-errors.js";
import { decodeText } from "../../tools/decode-text.js";
import { exit } from "../exit.js";
import { say } from "../output.js";
import { addReportOptions, checkReportOptions, report, type ReportOptions } from "../report-forms.js";

export const command = addReportOptions(
  new Command("report")
    .description(
      "a sweep's results in other forms: tables, CSV, LaTeX, a page with plots; parts of a sweep are joined",
    )
    .argument("<results...>", "what 'tapir sweep --json FILE' wrote, or all parts by --shard"),
).action(async (paths: string[], options: ReportOptions) => {
  await checkReportOptions(options);
  const files = paths.map((name) => ({ name, results: readResults(name) }));
  const { results, complaints } = joinResults(files);
  await report(results, options);
  for (const complaint of complaints) say(`tapir: ${complaint}\n`);
  if (complaints.length > 0) process.exitCode = exit.failedRequest;
});

function readResults(path: string): Results {
  try {
    return resultsSchema.parse(JSON.parse(decodeText(readBytes(path))));
  } catch (error) {
    if (error instanceof Error && "code" in error)
      throw new RequestError(`${path} cannot be read: ${reasonOf(error)}`);
    throw new RequestError(
      `${path} holds no results of a sweep by this version; 'tapir sweep DESIGN... --json FILE' writes them`,
    );
  }
}
