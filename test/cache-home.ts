import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/* What a person's own runs remember must not decide a test: each file of tests has a cache of its own. */

const folder = mkdtempSync(join(tmpdir(), "tapir-test-"));
process.env.XDG_CACHE_HOME = folder;

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
