import { checkEnding } from "./file-format.js";
import { checkTargets } from "./files.js";

/** @throws {RequestError} the file of `--plot` cannot be written, or is named like another format's */
export function checkPlot(path: string | undefined): void {
  if (path === undefined) return;
  checkEnding("--plot", path, "SVG");
  checkTargets([["--plot", path]]);
}
