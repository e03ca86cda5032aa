import { chmod, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { packageRoot } from "../../tools/package-root.js";

/**
 * Unpacks the built package in a folder of its own, as npm would install it from the registry: what it depends on are links
 * to this clone's. npm itself takes five seconds for that; the deep suite has it install the package.
 */
export async function installPackage(folder: string): Promise<void> {
  const { name, bin, dependencies } = JSON.parse(
    await readFile(join(packageRoot, "package.json"), "utf8"),
  ) as Record<"bin" | "dependencies", Record<string, string>> & { name: string };
  for (const each of Object.keys(dependencies)) await linkDependency(folder, each);
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const pack = ["pack", packageRoot, "--ignore-scripts", "--silent"];
  const { stdout: archive } = await execa("npm", pack, { cwd: folder });
  const inside = join(folder, "node_modules", name);
  await mkdir(inside);
  await execa("tar", ["-xzf", archive.trim(), "-C", inside, "--strip-components=1"], { cwd: folder });
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
