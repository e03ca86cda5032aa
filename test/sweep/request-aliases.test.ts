import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readRequestFile } from "../../sweep/request-file.js";
import { RequestError } from "../../tools/errors.js";
import { withScratch } from "../../tools/scratch.js";

const read = (text: string) =>
  withScratch(async (folder) => {
    await writeFile(join(folder, "sweep.yaml"), text);
    return readRequestFile(join(folder, "sweep.yaml"));
  });

test("anchors and merge keys work", async () => {
  const text = "designs:\n- &a {operator: IntMult, n: 8}\n- {<<: *a, n: 4}\n- *a\n";
  expect((await read(text)).words).toEqual(["IntMult", "n=8", "IntMult", "n=4", "IntMult", "n=8"]);
});

test.each(["x-base", ".base"])("the key %s holds an anchor for others", async (key) => {
  const text = `${key}: &a {seed: 7, vectors: 99}\n<<: *a\ndesigns: IntMult n=4\n`;
  expect(await read(text)).toMatchObject({ words: ["IntMult", "n=4"], seed: 7, vectors: 99 });
});

const bomb = ["a: &a0 [x, x, x, x, x, x, x, x, x]"]
  .concat(
    Array.from({ length: 8 }, (_, at) => `b${at}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(", ")}]`),
  )
  .join("\n");

test.each([bomb, "designs: *nothing", "designs: &a [*a]"])(
  "aliases without end are refused: %#",
  async (text) => {
    await expect(read(text)).rejects.toThrow(RequestError);
  },
);
