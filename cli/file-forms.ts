import { RequestError } from "../tools/errors.js";
import { checkEnding, type FileFormat } from "./file-format.js";
import { checkTargets, writeAndPrint, writeWholeTexts } from "./files.js";
import { print } from "./output.js";

/** Options like `--csv [file]`: true prints that form, a file is written. */
export type FileForms<Name extends string> = Readonly<Partial<Record<Name, string | true>>>;

/** Of each form its format. */
type Formats<Name extends string> = Readonly<Record<Name, { readonly format: FileFormat }>>;

const namesOf = <Name extends string>(record: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(record) as Name[];

/**
 * Checks, before anything is measured, where the forms of a result go.
 * @param others further files that are written: each option with its file
 * @throws {RequestError} more than one form would be printed, a file's name does not fit what it would hold, or a file
 *   cannot be written
 */
export function checkFileForms<Name extends string>(
  options: FileForms<Name>,
  forms: Formats<Name>,
  others: readonly (readonly [option: string, path: string])[] = [],
): void {
  const files = namesOf(forms).flatMap((name): [Name, string][] => {
    const path = options[name];
    return typeof path === "string" ? [[name, path]] : [];
  });
  for (const [name, path] of files) checkEnding(`--${name}`, path, forms[name].format);
  checkTargets([...files.map(([name, path]) => [`--${name}`, path] as const), ...others]);
  const printed = namesOf(forms).filter((name) => options[name] === true);
  if (printed.length > 1)
    throw new RequestError(
      `only one of ${printed.map((name) => `--${name}`).join(" and ")} can be printed; write the others to files: --${printed[1] ?? ""} FILE`,
    );
}

/**
 * Writes and prints a result in the forms asked for, what a terminal shows if none is to be printed.
 * @param make of each form
 * @param others further files
 * @throws {RequestError} a file cannot be written; then none is, and the result is printed all the same
 */
export async function writeFileForms<Name extends string>(
  options: FileForms<Name>,
  make: Readonly<Record<Name, () => string | Uint8Array>>,
  forTerminal: () => string,
  others: ReadonlyMap<string, string | Uint8Array> = new Map(),
): Promise<void> {
  const made = namesOf(make).flatMap((name): { target: string | true; text: string | Uint8Array }[] => {
    const target = options[name];
    return target === undefined ? [] : [{ target, text: make[name]() }];
  });
  const shown = made.find(({ target }) => target === true)?.text ?? forTerminal();
  const files = made.flatMap(({ target, text }) => (target === true ? [] : [[target, text] as const]));
  await writeAndPrint(
    () => writeWholeTexts(new Map([...files, ...others])),
    () => {
      print(shown);
    },
  );
}
