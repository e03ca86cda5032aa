#!/usr/bin/env node
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import { dependencyCore } from "../export/fusesoc.js";
import { parseDesigns } from "../generators/request.js";
import { generate } from "../library/generate.js";
import { RequestError } from "../tools/errors.js";
import { exit } from "./exit.js";
import { explain } from "./explain.js";
import { writeFiles } from "./files.js";
import { say } from "./output.js";

/*
 * What FuseSoC runs for a `generate` section with the generator `tapir` (see tapir.core): its one argument is a file that
 * says what is wanted, and what it leaves in the current folder is a core.
 */

/** FuseSoC's GAPI, version 1.0. */
const request = z.object({
  gapi: z.literal("1.0"),
  vlnv: z.string().regex(/^[^:]*:[^:]*:[\w.-]+(:[^:]*)?$/),
  parameters: z.strictObject({
    design: z.union([z.string(), z.array(z.string()).min(1)]),
  }),
});

try {
  await generateCore(process.argv[2]);
} catch (error) {
  say(`tapir: ${explain(error)}\n`);
  process.exitCode = exit.failedRequest;
}

async function generateCore(path: string | undefined): Promise<void> {
  if (path === undefined)
    throw new RequestError(
      "FuseSoC runs this with a file that says what to generate; people run 'tapir generate'",
    );
  const { vlnv, parameters } = await readRequest(path);
  const designs = parseDesigns([parameters.design].flat().flatMap((text) => text.trim().split(/\s+/)));
  const files = new Map(designs.flatMap((design) => [...generate(design)]));
  files.set(`${vlnv.split(":")[2]}.core`, dependencyCore(vlnv, designs));
  await writeFiles(".", files);
}

async function readRequest(path: string): Promise<z.output<typeof request>> {
  let document: unknown;
  try {
    document = parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new RequestError(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const read = request.safeParse(document);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new RequestError(
    `${path}, ${issue?.path.join(".")}: ${issue?.message}; a generator's parameters are for example 'design: PositMult n=16 es=1'`,
  );
}
