import type { Reporter, TestModule } from "vitest/node";

/** Names what failed in the last lines of a run: a log that was cut keeps its end. */
export default class FailuresLast implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const failed = modules.flatMap((module) =>
      [...module.children.allTests("failed")].map(
        ({ fullName }) => `${module.relativeModuleId} > ${fullName}`,
      ),
    );
    if (failed.length > 0) console.error(["Failed:", ...failed].join("\n"));
  }
}
