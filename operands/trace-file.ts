import { z } from "zod";
import type { Design } from "../generators/design.js";
import { RequestError } from "../tools/errors.js";
import { readFile } from "../tools/read-file.js";
import { version } from "../tools/version.js";
import { factorPorts } from "./factor-ports.js";
import type { OuterSum } from "./layer-sum.js";
import type { RecordedSum } from "./recorded.js";

/** What a trace is of. */
export interface TraceHeader {
  /** The network's file. */
  readonly network: string;
  readonly layer: string;
  /** The ONNX operator. */
  readonly operator: string;
  /** The images, for a person. */
  readonly data: string;
  /** That sums were drawn with. */
  readonly seed: number;
  readonly design: string;
  /** What the layer's kernel computes, for a person. */
  readonly arithmetic: string;
  /** How a multiplier's products were added up; null: as is usual for their format. */
  readonly acc: OuterSum | null;
  /** Formats of the factors, and of the design's result. */
  readonly x: string;
  readonly y: string;
  readonly r: string;
  /** Of the bias: the last term of each sum, times 1; added to r; or there is none. */
  readonly bias: "term" | "added" | "none";
  /** Powers of two: a factor x is x · 2^activations in the network, a weight y is y · 2^weights. */
  readonly scales: { readonly activations: number; readonly weights: number };
}

/** A sum of a trace. */
export interface TraceSum extends RecordedSum {
  /** Where it is from: number of the image in its data, row of the weights, pixel or row of operands, from 0. */
  readonly image: number;
  readonly channel: number;
  readonly position: number;
  /** Added to r after the last product, in units of r. */
  readonly bias: number;
  /** What the golden model gives: a multiplier's products, else the sum. */
  readonly r: readonly bigint[];
  /** What the layer's kernel gave, in the network's units. */
  readonly value: number;
}

/** The factors of recorded sums, and whose formats they have. */
export interface RecordedFactors extends Pick<TraceHeader, "x" | "y" | "design"> {
  readonly sums: readonly RecordedSum[];
}

/** Sums recorded in a layer of a network. */
export interface Trace extends TraceHeader {
  readonly sums: readonly TraceSum[];
}

/** A trace as JSON lines: the header, then a line for each sum. Patterns are in hexadecimal. */
export function traceText(design: Design, { sums, ...header }: Trace): string {
  const digits = (port: string): number => Math.ceil((design.ports[port]?.format.width ?? 0) / 4);
  const [x, y] = factorPorts(design).formats.map(({ width }) => Math.ceil(width / 4));
  const hex = (patterns: readonly bigint[], width = 1): string =>
    patterns.map((pattern) => pattern.toString(16).padStart(width, "0")).join(" ");
  const lines = sums.map(({ bias, ...sum }) => ({
    image: sum.image,
    channel: sum.channel,
    position: sum.position,
    x: hex(sum.x, x),
    y: hex(sum.y, y),
    ...(header.bias === "added" && { bias }),
    r: hex(sum.r, digits("r")),
    value: sum.value,
  }));
  const terms = sums[0]?.x.length ?? 0;
  const first = { tapir: version, trace: 1, ...header, sums: sums.length, terms };
  return [first, ...lines].map((line) => `${JSON.stringify(line)}\n`).join("");
}

const patterns = z
  .string()
  .regex(/^[0-9a-fA-F]+( [0-9a-fA-F]+)*$/, { error: "must be patterns in hexadecimal" })
  .transform((text) => text.split(" ").map((digits) => BigInt(`0x${digits}`)));
const natural = z.int().min(0);

const headerLine = z.object({
  network: z.string(),
  layer: z.string(),
  operator: z.string(),
  data: z.string(),
  seed: natural,
  design: z.string(),
  arithmetic: z.string(),
  acc: z.enum(["exact", "binary32", "quire"]).nullable(),
  x: z.string(),
  y: z.string(),
  r: z.string(),
  bias: z.enum(["term", "added", "none"]),
  scales: z.object({ activations: z.int(), weights: z.int() }),
  sums: natural.min(1),
});

const sumLine = z
  .object({
    image: natural,
    channel: natural,
    position: natural,
    x: patterns,
    y: patterns,
    bias: z.number().default(0),
    r: patterns,
    value: z.number(),
  })
  .refine(({ x, y }) => x.length === y.length, { error: "x and y must have as many patterns" });

/**
 * Reads a trace, as `tapir infer --trace` writes it, .gz too.
 * @throws {RequestError} the file cannot be read, or is no whole trace
 */
export function readTrace(path: string): Trace {
  const [first = "", ...others] = readFile(path)
    .toString("utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const { sums: count, ...header } = parseLine(path, 1, headerLine, first);
  const sums = others.map((line, index) => parseLine(path, index + 2, sumLine, line));
  if (sums.length !== count)
    throw new RequestError(`${path} is no whole trace: it announces ${count} sums, and has ${sums.length}`);
  return { ...header, sums };
}

function parseLine<Schema extends z.ZodType>(
  path: string,
  number: number,
  schema: Schema,
  line: string,
): z.output<Schema> {
  const complaint = (what: string): RequestError =>
    new RequestError(
      `${path}, line ${number}: ${what}; 'tapir infer --trace' writes traces, see docs/networks.md`,
    );
  let content: unknown;
  try {
    content = JSON.parse(line);
  } catch {
    throw complaint("this is no line of a trace, which is one JSON object");
  }
  const { success, data, error } = schema.safeParse(content);
  if (success) return data;
  const [issue] = error.issues;
  throw complaint(`${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim());
}

/**
 * Checks that a design can be run on a trace.
 * @throws {RequestError} its factors are of other formats
 */
export function refuseOtherFormats(design: Design, trace: RecordedFactors, path: string): void {
  const { formats, names } = factorPorts(design);
  const wanted = [trace.x, trace.y];
  formats.forEach(({ name, width }, at) => {
    if (name !== wanted[at])
      throw new RequestError(
        `${design.spec}: its ${names[at]} is ${name}, and ${path} has ${wanted[at]}, recorded on ${trace.design}`,
      );
    const wide = trace.sums.find((sum) =>
      [sum.x, sum.y][at]?.some((pattern) => pattern >> BigInt(width) !== 0n),
    );
    if (wide !== undefined)
      throw new RequestError(`${path}: a pattern of ${at === 0 ? "x" : "y"} has more than ${width} bits`);
  });
}
