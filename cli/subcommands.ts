import type { Command } from "commander";

/** The subcommands that people ask for. Each is loaded on demand, so that none waits for the libraries of another. */
export const subcommands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  list: () => import("./commands/list.js"),
  help: () => import("./commands/help.js"),
  generate: () => import("./commands/generate.js"),
  export: () => import("./commands/export.js"),
  eval: () => import("./commands/eval.js"),
  verify: () => import("./commands/verify.js"),
  error: () => import("./commands/error.js"),
  audit: () => import("./commands/audit.js"),
  synth: () => import("./commands/synth.js"),
  timing: () => import("./commands/timing.js"),
  power: () => import("./commands/power.js"),
  compare: () => import("./commands/compare.js"),
  infer: () => import("./commands/infer.js"),
  search: () => import("./commands/search.js"),
  train: () => import("./commands/train.js"),
  sweep: () => import("./commands/sweep.js"),
  report: () => import("./commands/report.js"),
  cache: () => import("./commands/cache.js"),
  completion: () => import("./commands/completion.js"),
};
