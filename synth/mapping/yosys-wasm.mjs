// Stands in for the program `yosys`, by the WebAssembly build from the npm package @yowasp/yosys.
// Arguments, output and exit code are the same; files are those of the working folder.
// It is a separate program, so that it can be killed.
// It is plain JavaScript, so that it runs from the sources as well as from dist/.
import { readdirSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { runYosys } from "@yowasp/yosys";

const before = Object.fromEntries(
  readdirSync(".", { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, readFileSync(name)]),
);

/** The folder's files after the run. A failed run has them in its error. */
async function run() {
  try {
    return await runYosys(
      process.argv.slice(2),
      { ...before },
      { stdout: print(1), stderr: print(2), decodeASCII: false },
    );
  } catch (error) {
    if (typeof error.code !== "number") throw error;
    process.exitCode = error.code;
    return error.files;
  }
}

function print(descriptor) {
  return (bytes) => {
    for (let at = 0; bytes !== null && at < bytes.length;) at += writeSync(descriptor, bytes, at);
  };
}

for (const [name, content] of Object.entries(await run()))
  if (content instanceof Uint8Array && !before[name]?.equals(content)) writeFileSync(name, content);
