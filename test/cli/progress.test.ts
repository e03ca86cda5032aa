import { execa } from "execa";
import { expect, test } from "vitest";
import { packageRoot } from "../../tools/package-root.js";

/** As a person's terminal has it: under CI, and on a dumb terminal, the spinner keeps still. */
const env = { CI: undefined, TERM: "xterm" };

// In a process of its own, which can be killed: a terminal without columns once had it busy for ever.
test.each([
  [80, true],
  [0, false],
])("on a terminal of %i columns", async (columns, shows) => {
  const program = `
    Object.assign(process.stderr, { isTTY: true, columns: ${columns}, cursorTo() {}, clearLine() {}, moveCursor() {} });
    const { sendProgressTo, showProgress } = await import("./dist/cli/progress.js");
    const { Spinner } = await import("./dist/cli/spinner.js");
    const spinner = new Spinner();
    sendProgressTo((text) => spinner.show(text));
    const progress = showProgress("verify", 2);
    progress.update("PositMult", 0.5);
    await new Promise((resolve) => setTimeout(resolve, 300));
    progress.stop();`;
  const { exitCode, stderr } = await execa(process.execPath, ["--input-type=module", "-e", program], {
    cwd: packageRoot,
    env,
    timeout: 10_000,
    reject: false,
  });
  expect(exitCode).toBe(0);
  expect(stderr.includes("verify 25 %  PositMult")).toBe(shows);
});
