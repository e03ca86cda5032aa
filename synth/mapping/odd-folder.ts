import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The working folder of whichever process asks, where the system has such a name (Linux). */
const ownFolder = "/proc/self/cwd";

/**
 * Lets a Yosys with an ABC of its own run in a folder of any name. Yosys hands ABC whole paths, and ABC ends words
 * at spaces and quotes and commands at semicolons: `/tmp/t t/cells.lib`. So the scripts of such a folder say
 * `/proc/self/cwd/cells.lib`; where there is no such name, ABC reads the library again by its file name alone, which helps with
 * spaces.
 * @param cwd the folder with the scripts, `*.ys` and `map.abc`
 */
export async function suitAbc(cwd: string): Promise<void> {
  if (!/[\s'"`;#]/.test(cwd)) return;
  const hasName = existsSync(ownFolder);
  const names = (await readdir(cwd)).filter((name) => (hasName ? name.endsWith(".ys") : name === "map.abc"));
  for (const path of names.map((name) => join(cwd, name))) {
    const script = await readFile(path, "utf8");
    const suited = hasName
      ? script.replaceAll(
          /^abc -liberty (\S+) -constr (\S+)/gm,
          `abc -liberty ${ownFolder}/$1 -constr ${ownFolder}/$2`,
        )
      : `read_lib -w cells.lib\n${script}`;
    await writeFile(path, suited);
  }
}
