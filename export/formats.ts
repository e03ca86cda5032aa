import type { Design } from "../generators/design.js";
import { RequestError } from "../tools/errors.js";
import { approxtrain, approxtrainName } from "./approxtrain.js";
import { littleEndian } from "./binary.js";
import { cModel } from "./c/model.js";
import { npy } from "./npy.js";
import { tableHeader } from "./table-header.js";
import { entryBytes, integers, tabulate, type Table } from "./table.js";
import { tfapprox } from "./tfapprox.js";

/** The formats a design can be exported in, each with a line for help. */
export const exportFormats = {
  npy: "every result, for NumPy",
  header: "every result, as a C array",
  bin: "every result, as plain little-endian integers",
  tfapprox: "every product, for TFApprox",
  approxtrain: "every mantissa product, for ApproxTrain",
  c: "a bit-exact C99 model",
} as const;

/** The name of one of `exportFormats`. */
export type ExportFormat = keyof typeof exportFormats;

/** How the tables of an export are written. */
export interface ExportOptions {
  /** The entries of `npy` are values in binary64 instead of integers or bit patterns. */
  readonly decode?: boolean;
}

/** Content by file name; no folders in the names. */
export type Exported = ReadonlyMap<string, string | Uint8Array>;

/**
 * A design in formats of other tools.
 * @throws {RequestError} a format that the design does not fit, and why
 */
export function exportDesign(
  design: Design,
  formats: readonly ExportFormat[],
  { decode = false }: ExportOptions = {},
): Exported {
  if (decode && !formats.includes("npy"))
    throw new RequestError("--decode is for the format npy only; ask for it with --format npy");
  let known: Table | undefined;
  const table = (): Table => (known ??= tabulate(design));
  const name = design.moduleName;
  const files: Readonly<Record<ExportFormat, () => [string, string | Uint8Array][]>> = {
    npy: () => [[`${name}.npy`, npy(table(), decode)]],
    header: () => [[`${name}_table.h`, tableHeader(table())]],
    bin: () => [[`${name}.bin`, littleEndian(integers(table()), entryBytes(table()))]],
    tfapprox: () => [[`${name}_tfapprox.bin`, tfapprox(table())]],
    approxtrain: () => [[approxtrainName(table()), approxtrain(table())]],
    c: () => cModel(design),
  };
  return new Map(formats.flatMap((format) => files[format]()));
}
