import { parentPort } from "node:worker_threads";
import { watchLeftovers } from "../tools/interrupt.js";
import { interrupt } from "./interrupt.js";
import { run } from "./program.js";
import { sendProgressTo } from "./progress.js";
import type { Order, Report } from "./thread-messages.js";

/* The program in a thread of its own: see `supervisor.ts`. */

const report = (message: Report): void => parentPort?.postMessage(message);

parentPort?.on("message", ({ interruption }: Order) => {
  report({ kind: "heard" });
  interrupt(interruption);
});
// Orders alone keep nothing waiting.
parentPort?.unref();
watchLeftovers((leftover, isThere) => {
  report({ kind: "leftover", leftover, isThere });
});
sendProgressTo((text) => {
  report({ kind: "progress", text });
});
process.exitCode = await run(process.argv);
