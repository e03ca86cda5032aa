import { version } from "../tools/version.js";

/** Prints a result: one JSON document if asked for, else the text that `text` makes. */
export function printResult(json: boolean, document: object, text: () => string): void {
  process.stdout.write(
    json ? `${JSON.stringify({ tapir: version, ...document }, null, 2)}\n` : `${text()}\n`,
  );
}
