import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa, ExecaError } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../tools/package-root.js";
import { installPackage, linkDependency } from "./installed.js";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tapir-installed-"));
  await installPackage(folder);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) => execa(process.execPath, args, { cwd: folder });

describe("the script of docs/library.md, with tapir-rtl installed", () => {
  beforeAll(async () => {
    const page = await readFile(join(packageRoot, "docs", "library.md"), "utf8");
    const [, script] = /`truncated\.mjs`[^]*?```js\n([^]*?)```/.exec(page) ?? [];
    await writeFile(join(folder, "truncated.mjs"), script ?? "");
  });

  test("runs: an operator of one's own is generated, verified, measured", async () => {
    const { stdout } = await run("truncated.mjs");
    const [verdict, area, error] = stdout.split("\n");
    expect(verdict).toBe("TruncatedMult n=8 drop=3: pass on 65536 vectors");
    // 5 bits by 5 instead of 8 by 8: 25 of 64 partial products
    const share = Number(/^area (\d\.\d\d) /.exec(area ?? "")?.[1]);
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.5);
    expect(error).toMatch(/^mean relative error \d+\.\d %$/);
    const written = (await readdir(folder)).filter((name) => name.startsWith("TruncatedMult"));
    expect(written.sort()).toEqual(["TruncatedMult_n8_drop3.json", "TruncatedMult_n8_drop3.v"]);
  });

  test("has types", async () => {
    await linkDependency(folder, "@types/node");
    const strict = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes"];
    const options = [
      "--types",
      "node",
      "--noEmit",
      "--checkJs",
      ...strict,
      "--module",
      "nodenext",
      "--lib",
      "es2023",
      "--skipLibCheck",
    ];
    const tsc = join(packageRoot, "node_modules", "@typescript", "native", "bin", "tsc");
    await writeFile(
      join(folder, "wrong.mts"),
      'import { parseDesign } from "tapir-rtl";\nexport const n: number = parseDesign("PositMult n=8").spec;\n',
    );
    const { stdout } = await run(tsc, ...options, "truncated.mjs", "wrong.mts").catch((error: unknown) =>
      error instanceof ExecaError ? error : Promise.reject(error as Error),
    );
    expect(stdout).toMatch(/^wrong\.mts.*'string' is not assignable to type 'number'\.$/);
  });
});

test("the installed program runs", async () => {
  const { stdout } = await execa(join(folder, "node_modules", ".bin", "tapir"), ["list"]);
  expect(stdout).toContain("PositMult");
});

test("the installed program keeps results: all the folders that decide them are in the package", async () => {
  const command = "compare PlamMult n=3 es=0 --liberty generic --cache kept";
  await execa(join(folder, "node_modules", ".bin", "tapir"), command.split(" "), { cwd: folder });
  expect(await readdir(join(folder, "kept", "v1"))).not.toEqual([]);
});

test("what is not exported cannot be imported", async () => {
  await writeFile(join(folder, "inside.mjs"), 'import "tapir-rtl/dist/generators/design.js";\n');
  await expect(run("inside.mjs")).rejects.toThrow(/ERR_PACKAGE_PATH_NOT_EXPORTED/);
});
