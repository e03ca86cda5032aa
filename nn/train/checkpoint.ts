import { createHash } from "node:crypto";
import { RequestError } from "../../tools/errors.js";
import type { Network } from "../network/steps.js";
import type { TrainingData } from "./data.js";
import type { Epoch, RunState } from "./run-events.js";
import { nameOfRun, type Run, type Settings } from "./settings.js";

/*
 * A checkpoint: how far every run of a command has come.
 *
 *     "tapir training 1\n"
 *     u32     length of the JSON
 *     JSON    what is trained, and of each run its epochs and the lengths of its arrays
 *     f32 …   the arrays, one after the other; little endian
 */

const magic = "tapir training 1\n";

/** What makes a training this one, in words that a message can quote. */
export type Identity = Readonly<Record<string, string>>;

export function identityOf(
  networkName: string,
  network: Network,
  settings: Settings,
  runs: readonly Run[],
  data: TrainingData,
): Identity {
  const { method, ...others } = settings;
  const texts = Object.entries({ ...others, ...method }).map(
    ([name, value]) => [name, String(value ?? "none")] as const,
  );
  const courses = [...new Set(runs.flatMap(({ course }) => (course ? [JSON.stringify(course)] : [])))];
  return {
    network: `${networkName} (${digest(JSON.stringify(shapeOnly(network)), ...weightsOf(network))})`,
    data: `${data.training.name} (${digest("", data.training.values, data.training.labels, data.test.values)})`,
    designs: [...new Set(runs.map(nameOfRun))].join(", "),
    seeds: [...new Set(runs.map(({ seed }) => seed))].join(", "),
    ...(courses.length > 0 && { recipe: courses.join(" ") }),
    ...Object.fromEntries(texts),
  };
}

/** A network's JSON without its many numbers. */
const shapeOnly = (network: Network): unknown =>
  JSON.parse(
    JSON.stringify(network, (_, value: unknown) => (ArrayBuffer.isView(value) ? value.byteLength : value)),
  );

const weightsOf = ({ steps }: Network): ArrayBufferView[] =>
  steps.flatMap((step) => {
    if (step.kind === "product") return step.bias === undefined ? [step.weights] : [step.weights, step.bias];
    return step.kind === "elementwise" ? step.operands.flatMap(({ constant }) => constant ?? []) : [];
  });

function digest(text: string, ...arrays: readonly ArrayBufferView[]): string {
  const hash = createHash("sha256").update(text);
  for (const array of arrays) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.digest("hex").slice(0, 12);
}

/** @param states of the runs in order; undefined: not one epoch is done */
export function encodeCheckpoint(identity: Identity, states: readonly (RunState | undefined)[]): Uint8Array {
  const json = Buffer.from(
    JSON.stringify({
      identity,
      runs: states.map((state) => ({
        epochs: state?.epochs ?? [],
        steps: state?.steps ?? 0,
        lengths: state?.arrays.map(({ length }) => length) ?? [],
      })),
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const arrays = states.flatMap((state) => state?.arrays ?? []).map(littleEndian);
  return Buffer.concat([Buffer.from(magic), length, json, ...arrays]);
}

function littleEndian(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, at) => bytes.writeFloatLE(value, 4 * at));
  return bytes;
}

interface Header {
  readonly identity: Identity;
  readonly runs: readonly {
    readonly epochs: readonly Epoch[];
    readonly steps: number;
    readonly lengths: readonly number[];
  }[];
}

/**
 * @param path for messages
 * @throws {RequestError} the file is no checkpoint, is cut short, or is one of another training
 */
export function decodeCheckpoint(bytes: Buffer, identity: Identity, path: string): (RunState | undefined)[] {
  if (bytes.toString("latin1", 0, magic.length) !== magic || bytes.length < magic.length + 4)
    throw new RequestError(`${path} is no checkpoint of a training`);
  const start = magic.length + 4;
  const end = start + bytes.readUInt32LE(magic.length);
  const header = parse(bytes.toString("utf8", start, end), path);
  for (const key of new Set([...Object.keys(identity), ...Object.keys(header.identity)]))
    if (header.identity[key] !== identity[key])
      throw new RequestError(
        `${path} is a checkpoint of another training: ${key} was ${header.identity[key] ?? "none"}, and is ${identity[key] ?? "none"}; leave out --resume to begin anew`,
      );
  let at = end;
  const states = header.runs.map(({ epochs, steps, lengths }): RunState | undefined => {
    const arrays = lengths.map((length) => {
      if (at + 4 * length > bytes.length) throw new RequestError(`${path} is cut short`);
      const values = Float32Array.from({ length }, (_, index) => bytes.readFloatLE(at + 4 * index));
      at += 4 * length;
      return values;
    });
    return epochs.length === 0 ? undefined : { epochs, steps, arrays };
  });
  if (at !== bytes.length) throw new RequestError(`${path} is no whole checkpoint`);
  return states;
}

function parse(text: string, path: string): Header {
  try {
    return JSON.parse(text) as Header;
  } catch {
    throw new RequestError(`${path} is cut short`);
  }
}
