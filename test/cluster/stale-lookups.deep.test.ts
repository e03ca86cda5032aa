import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapir } from "../cli/run.js";

const hasCompiler = (await execa("cc", ["--version"], { reject: false })).exitCode === 0;

/** As a file system that keeps a "no" for a minute: what was looked for once in vain is not found after. */
const stale = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static char missed[4096][256];
static int count;

static int opened(const char *name, const char *path, int flags, int mode) {
  int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, name);
  int ours = (flags & O_ACCMODE) == O_RDONLY && (strstr(path, "/v1/") || strstr(path, "/journals/"));
  if (ours)
    for (int i = 0; i < count; i++)
      if (strcmp(missed[i], path) == 0) { errno = ENOENT; return -1; }
  int file = real(path, flags, mode);
  if (ours && file < 0 && errno == ENOENT && count < 4096) {
    FILE *log = fopen("missed", "a");
    if (log) { fprintf(log, "%s\\n", path); fclose(log); }
    strncpy(missed[count++], path, 255);
    errno = ENOENT;
  }
  return file;
}

#define MODE int mode = 0; if (flags & O_CREAT) { va_list rest; va_start(rest, flags); mode = va_arg(rest, int); va_end(rest); }
int open(const char *path, int flags, ...) { MODE return opened("open", path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened("open64", path, flags, mode); }
`;

test.skipIf(!hasCompiler)(
  "a cache whose look-ups are stale: results are found all the same (skipped without a C compiler)",
  async () => {
    await withScratch(async (cwd) => {
      await writeFile(join(cwd, "stale.c"), stale);
      await execa("cc", ["-shared", "-fPIC", "-w", "-o", "stale.so", "stale.c", "-ldl"], { cwd });
      const sweep = "sweep IntMult n=2..4 PlamMult n=4 es=0 --measures verify,error --samples 100";
      await tapir(`${sweep} --no-cache --json local.json`, { cwd });
      const { exitCode, stderr } = await tapir(`${sweep} --on processes --tasks 2 --cache c --json on.json`, {
        cwd,
        env: { LD_PRELOAD: join(cwd, "stale.so") },
        timeout: 60_000,
      });
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 0,
        stderr: expect.stringMatching(/5 measurements went out in 2 tasks/) as string,
      });
      expect(stderr).not.toMatch(/again/);
      expect(await readFile(join(cwd, "on.json"), "utf8")).toBe(
        await readFile(join(cwd, "local.json"), "utf8"),
      );
      // It has looked for each of them in vain: else nothing was tried here.
      const missed = (await readFile(join(cwd, "missed"), "utf8")).split("\n");
      expect(missed.filter((path) => path.includes("/v1/")).length).toBeGreaterThanOrEqual(5);
    });
  },
);
