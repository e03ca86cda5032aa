import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { builtProgram } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";

/** Presses Tab behind each line in a real bash that has sourced the completion: what it offers, a list a line. */
export async function tab(lines: readonly string[]): Promise<string[][]> {
  return withScratch(async (folder) => {
    await mkdir(join(folder, "bin"));
    const program = join(folder, "bin", "tapir");
    await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${builtProgram}" "$@"\n`);
    await chmod(program, 0o755);
    // bash calls the function as readline does; a `compopt` outside of readline complains and is not heard
    const script = [
      "source <(tapir completion bash)",
      'complete -p tapir | grep -q -- "-F _tapir" || exit 1',
      "while IFS= read -r COMP_LINE; do",
      "  COMP_POINT=${#COMP_LINE}; _tapir",
      '  printf "%s\\t" "${COMPREPLY[@]}"; echo',
      "done",
    ].join("\n");
    const env = { PATH: `${join(folder, "bin")}:${process.env.PATH ?? ""}` };
    const { stdout } = await execa("bash", ["--norc", "-c", script], { env, input: `${lines.join("\n")}\n` });
    return stdout.split("\n").map((line) => line.split("\t").filter((word) => word !== ""));
  });
}
