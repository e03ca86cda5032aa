import { defineConfig } from "vitest/config";

const all = "test/**/*.test.ts";
/** What is exhaustive, wide or long: `make test-deep`. */
const deep = "test/**/*.deep.test.ts";

/** Tests that change what others in the same process would see. */
const alone = [
  // A cache folder for each file.
  "test/cli/**/*.test.ts",
  "test/synth/fpga/*.test.ts",
  // How often fast-check tries.
  "test/golden/**/*.test.ts",
  // Counts calls of a module that others have loaded before.
  "test/circuit/opened-netlist.test.ts",
  // Which tools there are, and whether they were interrupted.
  "test/sim/icarus/icarus.test.ts",
  "test/sim/engine/*.test.ts",
  "test/synth/mapping/yosys.test.ts",
  "test/tools/interrupt.test.ts",
];

/*
 * Files of the fast suite share a process, as loading the generator takes longer than most of them do.
 */
export default defineConfig({
  test: {
    testTimeout: 120_000,
    maxWorkers: "100%",
    projects: [
      { extends: true, test: { name: "fast", include: [all], exclude: [deep, ...alone], isolate: false } },
      { extends: true, test: { name: "fast-alone", include: alone, exclude: [deep] } },
      { extends: true, test: { name: "deep", include: [deep], testTimeout: 600_000 } },
    ],
  },
});
