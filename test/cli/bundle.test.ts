import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { packageRoot } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";

test("the program has its libraries and templates in it: nothing else is looked for when it starts", async () => {
  await withScratch(async (folder) => {
    await mkdir(join(folder, "dist"));
    await cp(join(packageRoot, "package.json"), join(folder, "package.json"));
    for (const part of ["main.js", "fusesoc-generator.js", "chunks"])
      await cp(join(packageRoot, "dist", "cli", part), join(folder, "dist", part), { recursive: true });
    const words = ["generate", "PositMult", "n=8"];
    await execa(process.execPath, [join("dist", "main.js"), ...words], { cwd: folder });
    expect(await readdir(join(folder, "rtl-out"))).toEqual(["PositMult_n8_es2.json", "PositMult_n8_es2.v"]);
    await writeFile(
      join(folder, "ask.yml"),
      "gapi: '1.0'\nvlnv: a:b:one:1.0.0\nparameters:\n  design: IntMult n=4\n",
    );
    await execa(process.execPath, [join("dist", "fusesoc-generator.js"), "ask.yml"], { cwd: folder });
    expect(await readdir(folder)).toContain("one.core");
  });
});
