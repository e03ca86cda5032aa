#!/usr/bin/env node
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { dependencyCore } from "../export/fusesoc.js";
import { generate } from "../library/generate.js";
import type { FrequencyOptions } from "../synth/frequency.js";
import { recipes } from "../synth/mapping/recipes.js";
import { RequestError } from "../tools/errors.js";
import { reasonOf } from "../tools/system-errors.js";
import { readNamed } from "./designs.js";
import { exit } from "./exit.js";
import { explain } from "./explain.js";
import { writeFiles } from "./files.js";
import { interruptedCode, tidyUpWhenInterrupted } from "./interrupt.js";
import { libraryFrom } from "./library.js";
import { usualTimeLimit } from "./options.js";
import { say } from "./output.js";
import { Remembered } from "./remembered.js";

/*
 * What FuseSoC runs for a `generate` section with the generator `tapir` (see tapir.core): its one argument is a file that
 * says what is wanted, and what it leaves in the current folder is a core.
 */

const words = z.union([z.string(), z.array(z.string()).min(1)]);

/** FuseSoC's GAPI, version 1.0. `files_root` is the folder of the core that asks. */
const request = z.object({
  gapi: z.literal("1.0"),
  files_root: z.string().default("."),
  vlnv: z.string().regex(/^[^:]*:[^:]*:[\w.-]+(:[^:]*)?$/),
  parameters: z.strictObject({
    design: words,
    liberty: words.optional(),
    dont_use: words.optional(),
    name: z.string().optional(),
    recipe: z.enum(recipes).default("reference"),
  }),
});
type Request = z.output<typeof request>;

// Stages for a frequency are found by synthesis.
tidyUpWhenInterrupted();
try {
  await generateCore(process.argv[2]);
} catch (error) {
  if (interruptedCode() === undefined) say(`tapir: ${explain(error)}\n`);
  process.exitCode = exit.failedRequest;
}
process.exitCode = interruptedCode() ?? process.exitCode;

async function generateCore(path: string | undefined): Promise<void> {
  if (path === undefined)
    throw new RequestError(
      "FuseSoC runs this with a file that says what to generate; people run 'tapir generate'",
    );
  const asked = await readRequest(path);
  const { vlnv, parameters } = asked;
  const spec = list(parameters.design).flatMap((text) => text.trim().split(/\s+/));
  const designs = await readNamed(spec, parameters.name, () => measuring(asked));
  const files = new Map(designs.flatMap((design) => [...generate(design)]));
  files.set(`${vlnv.split(":")[2]}.core`, dependencyCore(vlnv, designs));
  await writeFiles(".", files);
}

/** How stages for a frequency are found: in which library, by which recipe. */
async function measuring({
  files_root,
  parameters: { liberty, dont_use, recipe },
}: Request): Promise<FrequencyOptions> {
  const paths = list(liberty).map((path) => resolve(files_root, path));
  const library = await libraryFrom({ liberty: paths, dontUse: list(dont_use) });
  const conditions = { library, timeLimit: usualTimeLimit, recipe };
  const { synthesize } = await Remembered.open({}, conditions);
  return { ...conditions, synthesize };
}

function list(value: string | readonly string[] | undefined): string[] {
  return [value ?? []].flat();
}

async function readRequest(path: string): Promise<Request> {
  let document: unknown;
  try {
    document = parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new RequestError(`${path} cannot be read: ${reasonOf(error)}`);
  }
  const read = request.safeParse(document);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new RequestError(
    `${path}, ${issue?.path.join(".")}: ${issue?.message}; a generator's parameters are for example 'design: PositMult n=16 es=1'`,
  );
}
