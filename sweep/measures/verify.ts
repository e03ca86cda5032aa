import { withScratch } from "../../tools/scratch.js";
import { programDigest } from "../../tools/program-digest.js";
import { icarusVersion } from "../../sim/icarus/icarus.js";
import { verifyRtl, type VerifyResult } from "../../sim/icarus/verify.js";
import { WordFiles } from "../../sim/vectors/word-files.js";
import { ToolError } from "../../tools/tool.js";
import type { Measure } from "../measure.js";

/** Compares the RTL with the golden model. A failure is not cached, so that one can look into it with a fresh run. */
export const verifyMeasure: Measure<VerifyResult> = {
  name: "verify",
  summary: "RTL against golden model, in Icarus Verilog",
  version: 1,
  ofLibrary: false,
  usual: true,
  figures: [
    { field: "verdict", title: "verdict", unit: "", place: "table", value: ({ verdict }) => verdict },
    {
      field: "vectors",
      title: "vectors",
      unit: "",
      place: "table",
      decimals: 0,
      value: ({ vectors }) => vectors,
    },
    {
      field: "mismatches",
      title: "mismatches",
      unit: "",
      place: "table",
      decimals: 0,
      value: (result) => result.mismatches,
    },
    {
      field: "exhaustive",
      title: "exhaustive",
      unit: "",
      place: "record",
      value: ({ exhaustive }) => exhaustive,
    },
    { field: "simulator", title: "simulator", unit: "", place: "foot", value: ({ simulator }) => simulator },
  ],
  fingerprint: async (_, { vectors, seed, timeLimit }) => ({
    program: programDigest("simulation"),
    simulator: await simulatorVersion(timeLimit),
    vectors: vectors ?? null,
    seed,
  }),
  // Other designs keep the other cores busy. So there are only as many simulator runs as memory requires.
  run: (design, { vectors, seed, timeLimit }) =>
    verifyRtl(design, {
      vectors,
      seed,
      timeLimit,
      files,
      rtlVectors: () => files.vectors(design, { vectors, seed }),
      chunk: 16_384,
    }),
  keeps: ({ verdict }) => verdict === "pass",
};

const files = new WordFiles();

let version: Promise<string> | undefined;

const simulatorVersion = (timeLimit: number): Promise<string> =>
  (version ??= withScratch((folder) => icarusVersion({ folder, timeLimit })).catch((error: unknown) => {
    // verifyRtl says then what stands in for it.
    if (error instanceof ToolError && error.failure === "missing") return "none";
    throw error;
  }));
