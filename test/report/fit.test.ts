import { expect, test } from "vitest";
import { terminalTable, textColumn, numberColumn } from "../../report/table.js";

const rows = [
  { name: "first", about: "adds what it is given and rounds it once", size: 12.5 },
  { name: "second", about: "nothing", size: 1234.25 },
];
const columns = [
  textColumn("name", "name", (row: (typeof rows)[number]) => row.name),
  textColumn("what it does", "about", (row: (typeof rows)[number]) => row.about),
  numberColumn("size of all", "size", 1, (row: (typeof rows)[number]) => row.size),
];

test.each([
  [
    undefined,
    [
      "name    what it does                              size of all",
      "first   adds what it is given and rounds it once         12.5",
      "second  nothing                                       1,234.3",
    ],
  ],
  // Texts break, numbers never do.
  [
    36,
    [
      "name    what it does     size of all",
      "first   adds what it is         12.5",
      "        given and",
      "        rounds it once",
      "second  nothing              1,234.3",
    ],
  ],
  // So do headings.
  [
    24,
    [
      "name    what it  size of",
      "        does         all",
      "first   adds        12.5",
      "        what it",
      "        is",
      "        given",
      "        and",
      "        rounds",
      "        it once",
      "second  nothing  1,234.3",
    ],
  ],
  // Too narrow for any of it: a list.
  [
    23,
    [
      "name          first",
      "what it does  adds what",
      "              it is",
      "              given and",
      "              rounds it",
      "              once",
      "size of all   12.5",
      "",
      "name          second",
      "what it does  nothing",
      "size of all   1,234.3",
    ],
  ],
])("a table in a terminal of %s columns", (width, lines) => {
  expect(terminalTable(columns, rows, width).split("\n")).toEqual(lines);
});

test.each(Array.from({ length: 60 }, (_, at) => at + 26))("nothing is lost in %i columns", (width) => {
  const text = terminalTable(columns, rows, width);
  for (const line of text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(width);
  const words = (given: string): string[] => given.split(/\s+/).filter(Boolean).sort();
  const all = words(terminalTable(columns, rows));
  // In a list each row has the headings.
  expect(new Set(words(text))).toEqual(new Set(all));
});

test("colours take no room", () => {
  const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
  const bright = rows.map(({ name, size }) => ({ name: red(name), about: "", size }));
  const shown = [columns[0], columns[2]].flatMap((column) => column ?? []);
  const uncoloured = terminalTable(shown, bright).replaceAll(red(""), "");
  expect(uncoloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(terminalTable(shown, rows));
});
