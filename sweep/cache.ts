import { randomBytes } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { dirname, join } from "node:path";
import { digestOf } from "../tools/digest.js";
import { RequestError } from "../tools/errors.js";
import { codeOf, reasonOf } from "../tools/system-errors.js";
import { writeWholeFile } from "../tools/whole-files.js";
import { stringAlone } from "./string-alone.js";

/** Everything that a result depends on; plain data. */
export type Key = Readonly<Record<string, string | number | boolean | null>>;

/** Increased whenever the format of entries changes. */
const layout = "v1";

/**
 * Results kept between runs, each in a file named by the digest of its key. A file is written whole under another name,
 * then renamed. So several processes may share a folder without a lock, and may be killed at any time. Digests tell
 * damaged files, which count as missing:
 *
 *     SHA-256 of the next line
 *     {"key": …, "value": {…, "netlist": null}, "texts": SHA-256 of the next line}
 *     {"netlist": "module …"}
 *
 * Long fields stand in a line of their own, where there are any: whoever wants figures alone reads the head.
 */
export class Cache {
  #damaged = 0;
  #hasWarned = false;

  /**
   * @param folder need not exist
   * @param warn is called once if results cannot be kept; the results are valid all the same
   * @param write writes a file, whole or not at all
   */
  constructor(
    readonly folder: string,
    readonly warn: (text: string) => void = () => undefined,
    readonly write = writeWholeFile,
  ) {}

  /** Results found damaged so far. */
  get damaged(): number {
    return this.#damaged;
  }

  /**
   * Creates the folder, then writes and removes a file in it.
   * @throws {RequestError} the folder cannot be used
   */
  async check(): Promise<void> {
    const probe = join(this.folder, layout, `probe.${randomBytes(8).toString("hex")}`);
    try {
      await twice(() => this.write(probe, ""));
      await rm(probe, { force: true });
    } catch (error) {
      throw unusable(this.folder, error);
    }
  }

  /** The result kept for a key. Undefined if there is none, or if it is damaged or cannot be read. */
  get(key: Key): object | undefined {
    const entry = this.#read(key);
    return entry && wholeOf(entry);
  }

  /**
   * The JSON of one field of a result, in UTF-8. A long string that is the only long field is given as it stands in the entry,
   * without decoding it.
   */
  jsonOf(key: Key, field: string): Uint8Array | undefined {
    const entry = this.#read(key);
    if (entry === undefined) return undefined;
    const alone = entry.texts && stringAlone(entry.texts, field);
    if (alone !== undefined) return alone;
    return Buffer.from(JSON.stringify(wholeOf(entry)[field as keyof object]));
  }

  /** As `get`, with null in place of fields of 4,000 characters and more: of a large file only the beginning is read. */
  head(key: Key): object | undefined {
    const lines = readHead(this.#pathOf(key));
    if (lines === undefined) return undefined;
    if (lines === "longer") return this.get(key);
    const head = headOf(lines);
    if (head === undefined) this.#noteDamaged(key);
    return head?.value;
  }

  /** Keeps a result. What cannot be kept is warned of once, and measured again the next time. */
  async put(key: Key, value: object): Promise<void> {
    const content = contentOf(key, value);
    try {
      await twice(() => this.write(this.#pathOf(key), content));
    } catch (error) {
      if (!this.#hasWarned) this.warn(unusable(this.folder, error).message);
      this.#hasWarned = true;
    }
  }

  /** The number of results, and the bytes of all files. */
  async info(): Promise<{ readonly entries: number; readonly bytes: number }> {
    const files = await filesUnder(join(this.folder, layout));
    const sizes = await Promise.all(files.map((path) => sizeOf(path)));
    return {
      entries: files.filter((path) => /[0-9a-f]{62}$/.test(path)).length,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
    };
  }

  /** Removes all results, and no file of anyone else. @throws {RequestError} they cannot be removed */
  async clear(): Promise<void> {
    try {
      await rm(join(this.folder, layout), { recursive: true, force: true, maxRetries: 5 });
    } catch (error) {
      throw unusable(this.folder, error);
    }
  }

  /** An entry's head and its line of long fields, if it has one; undefined as for `get`. */
  #read(key: Key): Entry | undefined {
    const lines = readLines(this.#pathOf(key));
    if (lines === undefined) return undefined;
    const [, , texts = nothing] = lines;
    const head = headOf(lines);
    if (head === undefined || (head.texts !== undefined && head.texts !== digestOf(texts))) {
      this.#noteDamaged(key);
      return undefined;
    }
    return head.texts === undefined ? { value: head.value } : { value: head.value, texts };
  }

  /** What is no result is made again, and nothing is measured again for it. */
  #noteDamaged({ kept }: Key): void {
    if (kept === undefined) this.#damaged++;
  }

  #pathOf(key: Key): string {
    const digest = digestOf(JSON.stringify(key));
    // What is no result says in its file's name what it is.
    const ending = key.kept === undefined ? "" : `.${String(key.kept)}`;
    return join(this.folder, layout, digest.slice(0, 2), digest.slice(2) + ending);
  }
}

/** What a file has: a head with null in place of long fields, and these. */
interface Entry {
  readonly value: object;
  readonly texts?: Buffer;
}

/** A result with its long fields. */
const wholeOf = ({ value, texts }: Entry): object =>
  texts === undefined ? value : Object.assign(value, JSON.parse(texts.toString()) as object);

/** From so many characters of JSON on, a field is no part of an entry's head: a netlist, errors regime by regime. */
const long = 4000;

function contentOf(key: Key, value: object): string {
  const entries = Object.entries(value) as [string, unknown][];
  // What JSON does not have, as undefined, has no length there.
  const texts = entries.filter(
    ([, field]) => ((JSON.stringify(field) as string | undefined)?.length ?? 0) >= long,
  );
  if (texts.length === 0) return withDigest(JSON.stringify({ key, value }));
  // Each keeps its place among the fields.
  const short = { ...value, ...Object.fromEntries(texts.map(([name]) => [name, null])) };
  const last = JSON.stringify(Object.fromEntries(texts));
  return `${withDigest(JSON.stringify({ key, value: short, texts: digestOf(last) }))}\n${last}`;
}

const withDigest = (line: string): string => `${digestOf(line)}\n${line}`;

/** What an entry's head says; undefined where it is damaged. */
function headOf([digest, line]: readonly Buffer[]): { value: object; texts?: string } | undefined {
  if (line === undefined || digest?.toString() !== digestOf(line)) return undefined;
  return JSON.parse(line.toString()) as { value: object; texts?: string };
}

/** Shared file systems fail now and then: an attempt that fails is made once more, a moment later. */
const twice = (attempt: () => Promise<void>): Promise<void> =>
  attempt().catch(() => sleep(secondTry_ms).then(attempt));

const secondTry_ms = 50;

/** Synchronous: for hundreds of small files, asynchronous reads take several times as long. */
function readLines(path: string): Buffer[] | undefined {
  try {
    return linesOf(readFileSync(path));
  } catch {
    return undefined;
  }
}

const nothing = Buffer.alloc(0);
const newline = 10;

/** Lines as bytes, as their digests are made of these: long ones are not to be decoded and encoded for that. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start <= bytes.length;) {
    const end = bytes.indexOf(newline, start);
    lines.push(bytes.subarray(start, end < 0 ? bytes.length : end));
    if (end < 0) break;
    start = end + 1;
  }
  return lines;
}

const beginning = Buffer.alloc(32_768);

/** The first two lines of a file, or that they are longer than what is read. Undefined if it cannot be read. */
function readHead(path: string): readonly Buffer[] | "longer" | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const bytes = beginning.subarray(0, readSync(file, beginning));
    const end = bytes.indexOf(newline, bytes.indexOf(newline) + 1);
    if (end < 0 && bytes.length === beginning.length) return "longer";
    return linesOf(end < 0 ? bytes : bytes.subarray(0, end));
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

async function filesUnder(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw unusable(dirname(folder), error);
  }
}

/** 0 if the file is gone: another process may just be renaming it. */
const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

const isMissing = (error: unknown): boolean => codeOf(error) === "ENOENT";

function unusable(folder: string, error: unknown): RequestError {
  return new RequestError(
    `the cache ${folder} cannot be used: ${reasonOf(error)}; choose another with --cache, or none with --no-cache`,
  );
}
