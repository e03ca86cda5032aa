import { join } from "node:path";
import { builtProgram } from "../tools/package-root.js";

/** The words that run a task: this program, by this Node.js; in a container, in the same one again. */
export function taskCommand(folder: string, task: string, env: NodeJS.ProcessEnv = process.env): string[] {
  const image = env.APPTAINER_CONTAINER ?? env.SINGULARITY_CONTAINER;
  const program = env.APPTAINER_CONTAINER === undefined ? "singularity" : "apptainer";
  return [
    ...(image === undefined || image === "" ? [] : [program, "exec", image]),
    process.execPath,
    builtProgram,
    "work",
    join(folder, "plan.json"),
    "--task",
    task,
  ];
}
