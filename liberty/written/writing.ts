import { reopened, type LibertyFile } from "../file.js";
import type { Scale } from "./scale.js";
import { templatesOf, type Templates } from "./tables.js";

/** How the numbers of one file are written. */
export interface FileWriting {
  readonly file: LibertyFile;
  readonly scale: Scale;
  readonly templates: Templates;
}

export const writingOf = (file: LibertyFile, scale: Scale): FileWriting => ({
  file,
  scale,
  templates: templatesOf({
    ...file.library,
    groups: file.library.groups.map((group) =>
      group.kind.endsWith("_template") ? reopened(file, group, new Set([group.kind])) : group,
    ),
  }),
});
