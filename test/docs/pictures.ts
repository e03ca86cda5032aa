import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { packageRoot } from "../../tools/package-root.js";

/** A picture of a page, and the command that makes it. */
export interface PagePicture {
  /** From the clone's root. */
  readonly path: string;
  /** Of tapir, without its name; or of npm, with it. */
  readonly command: string;
}

/** The pictures that a page shows, each behind a comment `<!-- picture: tapir … -->`, or `picture: npm run --silent …`. */
export function picturesOf(
  page: string,
  text = readFileSync(join(packageRoot, page), "utf8"),
): PagePicture[] {
  const shown = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)];
  const made = [
    ...text.matchAll(/<!-- picture: (?:tapir |(?=npm run --silent ))(.*?) -->\s+!\[[^\]]+\]\(([^)]+)\)/g),
  ];
  if (made.length < shown.length)
    throw new Error(
      `${page} shows ${shown.length} pictures, of which ${made.length} have their command and a text`,
    );
  return made.map(([, command = "", href = ""]) => ({
    path: posix.normalize(posix.join(dirname(page), href)),
    command,
  }));
}
