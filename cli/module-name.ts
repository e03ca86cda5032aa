import { Option } from "commander";
import type { Design } from "../generators/design.js";
import { renamed } from "../generators/make-design.js";
import { checkModuleName } from "../generators/names.js";
import { RequestError } from "../tools/errors.js";

/** `--name mul16`: of commands that write files. */
export const nameOption = (): Option =>
  new Option("--name <name>", "of the module and its files, in place of what the parameters say");

/**
 * Gives the one design the name that was asked for.
 * @throws {RequestError} a module cannot be called so, or there are several designs
 */
export function named(designs: readonly Design[], name: string | undefined): readonly Design[] {
  if (name === undefined) return designs;
  checkModuleName(name);
  const [design] = designs;
  if (design === undefined || designs.length > 1)
    throw new RequestError(
      `--name ${name} names one module, and there are ${designs.length} designs; leave it out, or write them one by one`,
    );
  return [renamed(design, name)];
}
