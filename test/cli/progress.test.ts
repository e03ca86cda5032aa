import { execa } from "execa";
import { expect, test } from "vitest";
import { packageRoot } from "../../tools/package-root.js";

/** As a person's terminal has it: under CI, and on a dumb terminal, the spinner keeps still. */
const env = { CI: undefined, TERM: "xterm" };

const shown = "verify 25 %  PositMult";

// In a process of its own, which can be killed: a terminal without columns once had it busy for ever.
test.each([
  [80, true],
  [0, false],
])("on a terminal of %i columns", async (columns, shows) => {
  // What shows the text is loaded first. A text that comes is waited for: a machine may be slow.
  const program = `
    await import("ora");
    const { sendProgressTo, showProgress } = await import("./dist/cli/progress.js");
    const { Spinner } = await import("./dist/cli/spinner.js");
    let end;
    const ended = new Promise((resolve) => (end = resolve));
    const write = process.stderr.write.bind(process.stderr);
    Object.assign(process.stderr, {
      ...{ isTTY: true, columns: ${columns}, cursorTo() {}, clearLine() {}, moveCursor() {} },
      write(text) {
        if (text.includes("${shown}")) end();
        return write(text);
      },
    });
    const spinner = new Spinner();
    sendProgressTo((text) => spinner.show(text));
    const progress = showProgress("verify", 2);
    progress.update("PositMult", 0.5);
    setTimeout(end, ${shows ? 20_000 : 300});
    await ended;
    progress.stop();
    process.exit();`;
  const { exitCode, stderr } = await execa(process.execPath, ["--input-type=module", "-e", program], {
    cwd: packageRoot,
    env,
    timeout: 30_000,
    reject: false,
  });
  expect(exitCode).toBe(0);
  expect(stderr.includes(shown)).toBe(shows);
});
