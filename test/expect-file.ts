import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { version } from "../tools/version.js";

/**
 * Expects a text to be what a file beside the tests says, byte for byte; `VERSION` in it stands for the program's. A file
 * that is missing is a failure too. With TAPIR_RENEW=1 the file is written instead: look at what changed before you commit it.
 */
export async function expectFile(text: string, file: URL): Promise<void> {
  const given = text.replaceAll(`Made by tapir ${version}`, "Made by tapir VERSION");
  if (process.env.TAPIR_RENEW === "1") {
    await mkdir(dirname(fileURLToPath(file)), { recursive: true });
    await writeFile(file, given);
  }
  const name = file.pathname.slice(file.pathname.indexOf("/test/") + 1);
  const kept = await readFile(file, "utf8").catch(() => `${name} is missing`);
  expect(given, `${name}; to renew it: TAPIR_RENEW=1 npx vitest run emitted`).toBe(kept);
}
