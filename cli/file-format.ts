import { extname } from "node:path";
import { RequestError } from "../tools/errors.js";

/** What tapir writes into a file that is named on the command line, and how such files' names end. */
const endings = {
  SVG: [".svg"],
  JSON: [".json"],
  CSV: [".csv"],
  Markdown: [".md", ".markdown"],
  LaTeX: [".tex", ".latex"],
  HTML: [".html", ".htm"],
  NumPy: [".npy"],
  ONNX: [".onnx"],
} as const;
export type FileFormat = keyof typeof endings;

/** Endings that say something else. */
const others =
  ".png .jpg .jpeg .gif .webp .bmp .tif .tiff .pdf .eps .ps .tsv .xls .xlsx .ods .doc .docx .odt .rst .parquet .xml .yaml .yml .toml .zip .gz .xz .zst .tar .v .sv .vcd .lib .c .h .py".split(
    " ",
  );

const known = new Set<string>([...Object.values(endings).flat(), ...others]);

/**
 * A name may end as it likes, `results` or `figure.new`, but not like another format's.
 * @param option as it is written: `--heatmap`
 * @throws {RequestError} its ending says something else than what would be in it
 */
export function checkEnding(option: string, path: string, format: FileFormat): void {
  const ending = extname(path).toLowerCase();
  const own: readonly string[] = endings[format];
  if (!known.has(ending) || own.includes(ending)) return;
  throw new RequestError(
    `${option} writes ${format}, and ${path} ends in ${ending}; name a file that ends in ${own[0]}`,
  );
}
