import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";

const as = ["--as", "IntMult n=2", "--port", "x=a,y=b,r=p"];
const small = "module m2 (input [1:0] a, input [1:0] b, output [3:0] p); assign p = a * b; endmodule\n";

test.each([
  ["verify", []],
  ["error", []],
  ["audit", []],
  ["timing", ["--no-cache"]],
  ["synth", ["IntMult n=2", "--no-cache"]],
  ["compare", ["IntMult n=2", "--no-cache"]],
  ["power", ["IntMult n=2", "--no-cache"]],
  ["sweep", ["IntMult n=2", "--no-cache"]],
])(
  "%s measures the file, and stands a design beside it where figures are compared",
  async (command, more) => {
    await withScratch(async (cwd) => {
      await writeFile(path.join(cwd, "m2.v"), small);
      const options = more.filter((word) => word.startsWith("--"));
      const { exitCode, stdout } = await tapirHere([command, "m2.v", ...as, ...options, "--json"], { cwd });
      expect(exitCode).toBe(0);
      const { designs } = JSON.parse(stdout) as { designs: { design: string }[] };
      const beside = more.filter((word) => !word.startsWith("--"));
      expect(designs.map(({ design }) => design)).toEqual(["m2.v as IntMult n=2", ...beside]);
    });
  },
);
