import { execa } from "execa";
import { builtProgram } from "../tools/package-root.js";
import { withScratch } from "../tools/scratch.js";
import { median } from "./median.js";
import type { Speed } from "./speed.js";

const programs = {
  "node -e 0": ["-e", "0"],
  "tapir generate PositMult n=16 es=1": [builtProgram, ...["generate", "PositMult", "n=16", "es=1"]],
};

/** Program runs a second: Node with nothing to do, and Node generating a design. Medians; the two take turns. */
export function starts(rounds = 15): Promise<Speed[]> {
  return withScratch(async (cwd) => {
    const seconds = new Map<string, number[]>();
    for (let round = 0; round < rounds; round++)
      for (const [what, args] of Object.entries(programs)) {
        const begun = performance.now();
        await execa(process.execPath, args, { cwd });
        seconds.set(what, [...(seconds.get(what) ?? []), (performance.now() - begun) / 1000]);
      }
    return [...seconds].map(([what, each]) => ({ kind: "program runs", what, per_second: 1 / median(each) }));
  });
}
