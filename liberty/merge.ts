import { RequestError } from "../tools/errors.js";
import { groupsOf, type Group } from "./text/syntax.js";
import { capacitanceUnit_fF, timeUnit_ns } from "./text/units.js";

/** A Liberty file as read: its text and the outline of its `library` group. */
export interface LibertyFile {
  readonly name: string;
  readonly text: string;
  readonly library: Group;
}

/**
 * One Liberty text with the cells and table templates of all files: older Yosys versions take a single file.
 * @throws {RequestError} units differ, a cell is defined twice, or two definitions of a template differ
 */
export function mergeLiberty(files: readonly [LibertyFile, ...LibertyFile[]]): string {
  const [first, ...others] = files;
  const seen = new Map(members(first).map((member) => [member.key, { ...member, file: first }]));
  const added: string[] = [];
  for (const file of others) {
    checkUnits(first, file);
    for (const member of members(file)) {
      const earlier = seen.get(member.key);
      if (earlier === undefined) added.push(member.text);
      else if (member.group.kind === "cell" || normalised(earlier.text) !== normalised(member.text))
        throw new RequestError(`${earlier.file.name} and ${file.name} both define the ${member.key}`);
      seen.set(member.key, { ...member, file });
    }
  }
  const closingBrace = first.library.end - 1;
  return [first.text.slice(0, closingBrace), ...added, "}\n"].join("\n");
}

/** @throws {RequestError} the file defines a cell twice */
export function checkCellsDiffer({ name, library }: LibertyFile): void {
  const seen = new Set<string>();
  for (const cell of groupsOf(library, "cell").map(({ names }) => names[0] ?? "")) {
    if (seen.has(cell)) throw new RequestError(`${name} defines the cell ${cell} twice`);
    seen.add(cell);
  }
}

/** What a file adds to the library: its cells, and the templates that their tables refer to. */
function members({ text, library }: LibertyFile) {
  return library.groups
    .filter(({ kind }) => kind === "cell" || kind.endsWith("_template"))
    .map((group) => ({
      group,
      key: `${group.kind} ${group.names[0] ?? ""}`,
      text: text.slice(group.start, group.end),
    }));
}

function checkUnits(a: LibertyFile, b: LibertyFile): void {
  for (const [what, unit] of Object.entries({ time: timeUnit_ns, capacitance: capacitanceUnit_fF }))
    if (unit(a.library) !== unit(b.library))
      throw new RequestError(`${a.name} and ${b.name} have different units of ${what}`);
}

const normalised = (text: string) => text.replace(/\s+/g, "");
