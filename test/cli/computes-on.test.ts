import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { computesOn } from "../../cli/computes-on.js";

const spin = "for (;;);";
const rest = "setInterval(() => {}, 10);";

test.each([
  ["that computes is ended", spin, false, true],
  ["that waits is not, for it will hear", rest, false, false],
  ["that has heard and then computes is ended too", spin, true, true],
  ["that has heard and tidies up is left alone", rest, true, false],
])("a thread %s", async (_, code, heard, ended) => {
  const thread = new Worker(code, { eval: true });
  try {
    await new Promise((resolve) => thread.once("online", resolve));
    const isEnded = computesOn(thread, () => heard).then(() => true);
    // Far more than the thread is given, on a quiet machine.
    const waited = sleep(ended ? 20_000 : 1500).then(() => false);
    expect(await Promise.race([isEnded, waited])).toBe(ended);
  } finally {
    await thread.terminate();
  }
});
