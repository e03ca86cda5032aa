import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa, ExecaError } from "execa";
import { expect, test } from "vitest";
import { packageRoot } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";
import { installPackage, installWithDependencies } from "./installed.js";

/** Bytes of all files below a folder. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The packages of an installation. */
async function packagesOf(folder: string): Promise<string[]> {
  const lock = await readFile(join(folder, "node_modules", ".package-lock.json"), "utf8");
  return Object.keys((JSON.parse(lock) as { packages: object }).packages);
}

test("without what is optional, the package and its dependencies take at most 40 MB and 65 packages", async () => {
  await withScratch(async (folder) => {
    await installWithDependencies(folder, ["--omit=optional"]);
    const packages = await packagesOf(folder);
    expect(packages).toContain("node_modules/tapir-rtl");
    expect(packages.filter((name) => name.includes("yowasp"))).toEqual([]);
    expect(packages.length).toBeLessThanOrEqual(65);
    const megabytes = (await sizeOf(join(folder, "node_modules"))) / 1e6;
    expect(megabytes).toBeGreaterThan(1);
    expect(megabytes).toBeLessThanOrEqual(40);
    const { stdout } = await execa(join(folder, "node_modules", ".bin", "tapir"), ["list"]);
    expect(stdout).toContain("PositMult");
  });
});

/** Without `skipLibCheck`: the shipped types are checked too. */
const compile = (folder: string) =>
  execa(
    process.execPath,
    [join(packageRoot, "node_modules", "@typescript", "native", "bin", "tsc"), "-p", folder],
    { cwd: folder },
  ).catch((error: unknown) => (error instanceof ExecaError ? error : Promise.reject(error as Error)));

test("the shipped types compile where there are no types of Node", async () => {
  await withScratch(async (folder) => {
    await installPackage(folder);
    const options = { strict: true, noEmit: true, types: [], module: "nodenext", target: "es2023" };
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: options, files: ["right.mts", "wrong.mts"] }),
    );
    const begin = 'import { parseDesign, verify } from "tapir-rtl";\n';
    await writeFile(
      join(folder, "right.mts"),
      `${begin}export const verdict: string = (await verify(parseDesign("PositMult n=8"))).verdict;\n`,
    );
    await writeFile(
      join(folder, "wrong.mts"),
      `${begin}export const n: number = parseDesign("PositMult n=8").spec;\n`,
    );
    const { stdout } = await compile(folder);
    // All that it says is of the line that is wrong.
    expect(stdout).toMatch(/^wrong\.mts\(2,14\).*'string' is not assignable to type 'number'\.$/);
  });
});
