import { RequestError } from "../tools/errors.js";
import type { LibertyFile } from "./file.js";

/** Names of cells not to use, as the user writes them: `*x1p*`, with `*`, `?` and `[abc]`. */
export class DontUse {
  readonly #patterns: readonly { readonly glob: string; readonly pattern: RegExp }[];

  constructor(readonly globs: readonly string[]) {
    this.#patterns = globs.map((glob) => ({ glob, pattern: patternOf(glob) }));
  }

  readonly excludes = (cell: string): boolean => this.#patterns.some(({ pattern }) => pattern.test(cell));

  /** The globs that match no cell of any file. */
  unmatched(files: readonly LibertyFile[]): string[] {
    const names = files.flatMap(({ cells }) => cells.map(({ cell }) => cell.name));
    return this.#patterns
      .filter(({ pattern }) => !names.some((name) => pattern.test(name)))
      .map(({ glob }) => glob);
  }
}

/** @throws {RequestError} it is empty, or has a bracket that is not closed, or a range in it that is empty */
function patternOf(glob: string): RegExp {
  const parts = glob.match(/\[[^\]]+\]|[^[]/g) ?? [];
  if (glob === "" || parts.join("") !== glob)
    throw new RequestError(`'${glob}' names no cells; write a name, with *, ? or [abc] where it may vary`);
  const pattern = parts.map((part) => {
    if (part === "*") return ".*";
    if (part === "?") return ".";
    if (part.length > 1)
      return `[${part
        .slice(1, -1)
        .replace(/^!/, "^")
        .replace(/[\\\[]/g, "\\$&")}]`;
    return part.replace(/[\\^$.|+(){}\]/]/g, "\\$&");
  });
  try {
    return new RegExp(`^${pattern.join("")}$`);
  } catch {
    throw new RequestError(`'${glob}' has a range that ends before it begins; write [a-z], not [z-a]`);
  }
}
