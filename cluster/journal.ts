import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { open as openFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { JobOutcome } from "../sweep/results.js";
import { codeOf } from "../tools/system-errors.js";

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const outcome = z.union([
  z.object({ figures: z.record(z.string(), value) }),
  z.object({ failure: z.string() }),
  z.object({ obstacle: z.string() }),
]);

/** A line of a journal. */
const entry = z.union([
  z.object({ node: z.string() }),
  /** Seconds after the task's begin. */
  z.object({ begun: z.string(), at: z.number() }),
  z.object({ job: z.string(), outcome }),
  /** Why the task did nothing or no more. */
  z.object({ refused: z.string() }),
  z.object({ done: z.literal(true) }),
]);
type Entry = z.infer<typeof entry>;

/** What a task hands back, a line at a time: failures too, which the cache does not keep. One task, one file. */
export class Journal {
  readonly #file: number;

  constructor(folder: string, task: string) {
    this.#file = open(
      join(folder, `${task}.jsonl`),
      join(folder, `${task}.${randomBytes(8).toString("hex")}.jsonl`),
    );
  }

  /** On the disk when this returns. */
  write(line: Entry): void {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    for (let written = 0; written < bytes.length;) written += writeSync(this.#file, bytes, written);
    try {
      fsyncSync(this.#file);
    } catch {
      // The reader sees it later.
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** A task that was sent twice has two files. */
function open(path: string, other: string): number {
  try {
    return openSync(path, "wx");
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    return openSync(other, "wx");
  }
}

/** What is known of a task from its journal. */
export interface Told {
  node: string | undefined;
  /** Begun and without an outcome, and how many seconds after the task's begin. */
  readonly open: Map<string, number>;
  refused: string | undefined;
  done: boolean;
}

/** Reads the journals of a run as they grow. */
export class Journals {
  readonly #read = new Map<string, number>();
  readonly #told = new Map<string, Told>();
  readonly outcomes = new Map<string, JobOutcome>();

  constructor(readonly folder: string) {}

  of(task: string): Told {
    const told = this.#told.get(task) ?? {
      node: undefined,
      open: new Map(),
      refused: undefined,
      done: false,
    };
    this.#told.set(task, told);
    return told;
  }

  /**
   * Reads what is new.
   * @param tasks are looked for by name too: a shared file system may not list yet what it opens
   */
  async refresh(tasks: readonly string[] = []): Promise<void> {
    const listed = await readdir(this.folder).catch(() => []);
    for (const name of new Set([...listed, ...tasks.map((task) => `${task}.jsonl`)]))
      await this.#readNew(name);
  }

  async #readNew(name: string): Promise<void> {
    const from = this.#read.get(name) ?? 0;
    try {
      const bytes = await readFrom(join(this.folder, name), from);
      // A line that is not whole yet is read the next time.
      const end = bytes.lastIndexOf(10) + 1;
      const lines = bytes
        .subarray(0, end)
        .toString()
        .split("\n")
        .filter((line) => line !== "");
      const entries = lines.map((line) => entry.parse(JSON.parse(line)));
      this.#read.set(name, from + end);
      for (const each of entries) this.#take(name.split(".")[0] ?? "", each);
    } catch {
      // Not there yet, or pages that have not all come: the next look sees it.
    }
  }

  #take(task: string, line: Entry): void {
    const told = this.of(task);
    if ("node" in line) told.node = line.node;
    else if ("begun" in line) told.open.set(line.begun, line.at);
    else if ("refused" in line) told.refused = line.refused;
    else if ("done" in line) told.done = true;
    else {
      told.open.delete(line.job);
      this.outcomes.set(line.job, line.outcome);
    }
  }
}

/** What a file has behind `from`. NFS asks its server anew whenever a file is opened, and not for its size alone. */
async function readFrom(path: string, from: number): Promise<Buffer> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.max(0, size - from));
    let read = 0;
    while (read < bytes.length) {
      const { bytesRead } = await file.read(bytes, read, bytes.length - read, from + read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    return bytes.subarray(0, read);
  } finally {
    await file.close();
  }
}
