import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs `work` with a folder of its own, which is gone afterwards however it ended. */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "tapir-"));
  try {
    return await work(folder);
  } finally {
    // A tool just killed may still be writing its last file.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
