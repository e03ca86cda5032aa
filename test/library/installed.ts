import { chmod, cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { packageRoot } from "../../tools/package-root.js";

/**
 * Copies what `package.json` says is in the package to where npm would install it from the registry; what it depends on are
 * links to this clone's. `npm pack` alone takes four seconds; the deep suite has npm install the package.
 */
export async function installPackage(folder: string): Promise<void> {
  const { name, bin, dependencies, files } = JSON.parse(
    await readFile(join(packageRoot, "package.json"), "utf8"),
  ) as Record<"bin" | "dependencies", Record<string, string>> & { name: string; files: readonly string[] };
  for (const each of Object.keys(dependencies)) await linkDependency(folder, each);
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const inside = join(folder, "node_modules", name);
  await mkdir(inside);
  for (const each of ["package.json", ...files])
    await cp(join(packageRoot, each), join(inside, each), { recursive: true });
  await mkdir(join(folder, "node_modules", ".bin"));
  for (const [command, path] of Object.entries(bin)) {
    await chmod(join(inside, path), 0o755);
    await symlink(join(inside, path), join(folder, "node_modules", ".bin", command));
  }
}

/** Links one of this clone's packages into a folder's. */
export async function linkDependency(folder: string, name: string): Promise<void> {
  const path = join(folder, "node_modules", name);
  await mkdir(dirname(path), { recursive: true });
  await symlink(join(packageRoot, "node_modules", name), path);
}

/** Installs the built package with all that it depends on, from npm's cache or the registry. */
export async function installWithDependencies(folder: string, options: readonly string[]): Promise<void> {
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const pack = ["pack", packageRoot, "--ignore-scripts", "--silent"];
  const { stdout: archive } = await execa("npm", pack, { cwd: folder });
  const quiet = ["--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];
  await execa("npm", ["install", ...quiet, ...options, `./${archive.trim()}`], { cwd: folder });
}
