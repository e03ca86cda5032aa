import { defineConfig } from "vitest/config";

const all = "test/**/*.test.ts";
/** What is exhaustive, wide or long: `make test-deep`. */
const deep = "test/**/*.deep.test.ts";
/** Laws that are tried on operands drawn at random: more of them in the deep suite. */
const laws = "test/golden/*.test.ts";

/** Tests that run the program in their own process: what it writes is caught for them. */
const here = ["test/cli/**/*.test.ts", "test/examples/sweeps.test.ts", "test/synth/fpga/*.test.ts"];

/** Tests that change what others in the same process would see. */
const alone = [
  // Counts calls of a module that others have loaded before.
  "test/circuit/opened-netlist.test.ts",
  // Stands in for a module that others may have loaded before.
  "test/sweep/verilog-texts.test.ts",
  // Once interrupted, always interrupted.
  "test/cli/work.test.ts",
  "test/tools/interrupt.test.ts",
  // Which tools there are.
  "test/sim/icarus/icarus.test.ts",
  "test/sim/engine/*.test.ts",
  "test/synth/mapping/yosys.test.ts",
];

/** Long tests that stand in for modules, start the program or a browser, or count what others in their process would add to. */
const deepAlone = [
  ...["cli", "cluster", "docs", "examples", "library", "site"].map(
    (folder) => `test/${folder}/**/*.deep.test.ts`,
  ),
  "test/nn/kernels/mutants.deep.test.ts",
];

/** Of the deep suite. */
const long = { provide: { tries: 2000 }, testTimeout: 600_000 };

/*
 * Most files share a process, as loading the generator takes longer than many of them do.
 */
export default defineConfig({
  test: {
    testTimeout: 120_000,
    maxWorkers: "100%",
    setupFiles: ["test/cache-home.ts", "test/tries.ts"],
    reporters: ["default", "./test/failures-last.ts"],
    projects: [
      {
        extends: true,
        test: { name: "fast", include: [all], exclude: [deep, ...here, ...alone], isolate: false },
      },
      {
        extends: true,
        test: { name: "fast-here", include: here, exclude: [deep, ...alone], isolate: false },
      },
      { extends: true, test: { name: "fast-alone", include: alone, exclude: [deep] } },
      {
        extends: true,
        test: { ...long, name: "deep", include: [deep, laws], exclude: deepAlone, isolate: false },
      },
      { extends: true, test: { ...long, name: "deep-alone", include: deepAlone } },
    ],
  },
});
