import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { parseDesigns } from "../../generators/request.js";
import type { Results } from "../../report/results.js";
import { readRequestFile } from "../../sweep/request-file.js";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "../cli/run-here.js";
import { commandOf, exampleFile } from "./example.js";

/** Each sweep file with a design that is small enough for the fast suite, and the figures that it is there for. */
const sweeps: readonly (readonly [
  file: string,
  designs: number,
  small: string,
  figures: readonly string[],
])[] = [
  ["approximate-multipliers.yaml", 14, "DrumMult n=4 k=3", ["mred_percent", "nand2_equivalents"]],
  ["pipeline-stages.yaml", 4, "PlamMult n=6 es=1 stages=2", ["min_period_ns", "registers"]],
  ["energy-per-operation.yaml", 5, "IntMac n=3 acc=8", ["energy_pj", "area_um2"]],
];

describe.each(sweeps)("%s", (file, count, small, figures) => {
  test("asks for designs that there are", () => {
    const { words } = readRequestFile(exampleFile(file));
    expect(parseDesigns(words)).toHaveLength(count);
  });

  test("has the figures it is there for", async () => {
    await withScratch(async (cwd) => {
      const asked = parse(await readFile(exampleFile(file), "utf8")) as object;
      await writeFile(join(cwd, file), stringify({ ...asked, designs: small }));
      // As its comment says, but for the form.
      const [, , ...options] = (await commandOf(file)).split(" ");
      const columns = options.filter((word, i) => word === "--columns" || options[i - 1] === "--columns");
      const command = `sweep ${file} --no-cache --json --csv out.csv ${columns.join(" ")}`;
      const { exitCode, stdout, stderr } = await tapirHere(command, { cwd });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      const { designs } = JSON.parse(stdout) as Results;
      expect(designs).toHaveLength(1);
      for (const figure of figures) expect(designs[0]?.figures[figure], figure).toBeGreaterThan(0);
    });
  });
});
