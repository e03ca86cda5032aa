import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { watchLeftovers } from "../../tools/interrupt.js";
import { withScratch } from "../../tools/scratch.js";

/** What the watcher heard: whether the folder was said to be there, and whether it was. */
const heard: { said: boolean; was: boolean }[] = [];

function listen(): void {
  heard.length = 0;
  watchLeftovers((leftover, said) => {
    if ("folder" in leftover) heard.push({ said, was: existsSync(leftover.folder) });
  });
}

afterEach(() => {
  watchLeftovers(() => undefined);
});

test("a scratch folder is known before it is there and until it is gone, whatever comes of the work", async () => {
  for (const fails of [false, true]) {
    listen();
    let folder = "";
    const done = withScratch(async (given) => {
      folder = given;
      await writeFile(join(folder, "file"), "text");
      if (fails) throw new Error("the work failed");
    });
    await (fails ? expect(done).rejects.toThrow("the work failed") : done);
    expect(existsSync(folder)).toBe(false);
    expect(heard).toEqual([
      { said: true, was: false },
      { said: false, was: false },
    ]);
  }
});
