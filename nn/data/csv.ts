import { basename } from "node:path";
import { RequestError } from "../../tools/errors.js";
import type { LabelledImages } from "./images.js";
import { classes } from "./npy.js";
import { readFile } from "../../tools/read-file.js";
import { decodeText } from "../../tools/decode-text.js";

/**
 * Rows of features with the class last. A first line that is no such row is taken for a header.
 * @throws {RequestError} a line is no row of numbers, or of another length
 */
export function readCsv(path: string): LabelledImages {
  const lines = decodeText(readFile(path)).split(/\r?\n/);
  while (lines.at(-1)?.trim() === "") lines.pop();
  const rows = lines.map((line) => line.split(",").map(numberOf));
  const isHeader = rows[0]?.some(Number.isNaN) === true || rows[0]?.length !== rows.at(-1)?.length;
  const body = isHeader ? rows.slice(1) : rows;
  const columns = body[0]?.length ?? 0;
  if (columns < 2) throw new RequestError(`${path} has no rows of features with the class last`);
  const features = columns - 1;
  const values = new Float32Array(body.length * features);
  body.forEach((row, at) => {
    const line = at + (isHeader ? 2 : 1);
    if (row.length !== columns)
      throw new RequestError(
        `${path}, line ${line}: ${row.length} columns, where the others have ${columns}`,
      );
    if (!row.every((value) => Number.isFinite(Math.fround(value))))
      throw new RequestError(`${path}, line ${line}: not all of it are finite numbers of float32`);
    values.set(row.slice(0, features), at * features);
  });
  const labels = classes(
    body.map((row) => row[features] ?? NaN),
    path,
  );
  return { name: basename(path), count: body.length, shape: [features], values, labels };
}

const numberOf = (text: string): number => (text.trim() === "" ? NaN : Number(text));
