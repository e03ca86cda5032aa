import { expect, test } from "vitest";
import { parseDesigns } from "../../../generators/request.js";
import { standaloneBench } from "../../../sim/icarus/standalone.js";
import { expectFile } from "../../expect-file.js";

/** Stand-alone test benches that stand in `emitted/`: of a combinational and of a sequential design. */
const designs = parseDesigns(["PlamMult", "n=5", "es=0", "IntMac", "n=2", "acc=5", "form=sequential"]);

const few = { random: 100, corners: 50, candidates: 0 };

test.each(designs.map((design) => [design.spec, design] as const))(
  "the test bench of %s is written as in its file",
  async (_, design) => {
    const [bench, ...others] = standaloneBench(design, few);
    expect(others).toHaveLength(1);
    const [name, text] = bench ?? ["", ""];
    await expectFile(text, new URL(`emitted/${name}`, import.meta.url));
  },
);
