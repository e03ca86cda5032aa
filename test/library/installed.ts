import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { packageRoot } from "../../tools/package-root.js";

/**
 * Installs the built package in a folder of its own, as npm would from the registry, but without a network: what the
 * package depends on is there already, as links to this clone's.
 */
export async function installPackage(folder: string): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) await linkDependency(folder, name);
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const pack = ["pack", packageRoot, "--ignore-scripts", "--silent"];
  const { stdout: archive } = await execa("npm", pack, { cwd: folder });
  const quiet = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  await execa("npm", ["install", ...quiet, "--cache", join(folder, "cache"), `./${archive.trim()}`], {
    cwd: folder,
  });
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
