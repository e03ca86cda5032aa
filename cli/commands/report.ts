import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { resultsSchema, type Results } from "../../report/results.js";
import { RequestError } from "../../tools/errors.js";
import { addReportOptions, checkReportOptions, report, type ReportOptions } from "../report-forms.js";

export const command = addReportOptions(
  new Command("report")
    .description("a sweep's results in other forms: tables, CSV, LaTeX, a page with plots")
    .argument("<results>", "what 'tapir sweep --json FILE' wrote"),
).action(async (path: string, options: ReportOptions) => {
  checkReportOptions(options);
  await report(await readResults(path), options);
});

async function readResults(path: string): Promise<Results> {
  try {
    return resultsSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error)
      throw new RequestError(`${path} cannot be read: ${error.message}`);
    throw new RequestError(
      `${path} holds no results of a sweep by this version; 'tapir sweep DESIGN... --json FILE' writes them`,
    );
  }
}
