import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { RequestError } from "../../tools/errors.js";
import { builtInImages } from "./built-in.js";
import { hasCifarTraining, readCifar } from "./cifar.js";
import { readCsv } from "./csv.js";
import { namesOf, readIdxFolder } from "./idx.js";
import type { LabelledImages } from "./images.js";
import { readNpy } from "./npy.js";
import { hasFile } from "../../tools/read-file.js";

/** Where Debian's package `dataset-fashion-mnist` has its files. */
const debianFolder = "/usr/share/datasets/fashion-mnist";

/** What a data set is read for: networks are measured on test images, and scales are found on training images. */
type Part = "test" | "train";

type Reader = (path: string | undefined, part: Part) => LabelledImages | undefined;

/** By the word before the colon. Each gives the part asked for, undefined where there are no training images. */
const readers: Readonly<Record<string, { readonly usage: string; readonly read: Reader }>> = {
  mnist: { usage: "mnist:FOLDER", read: (path, part) => idx("mnist", needed("mnist:FOLDER", path), part) },
  "fashion-mnist": {
    usage: "fashion-mnist[:FOLDER]",
    read: (path, part) => {
      const folder = path ?? (existsSync(debianFolder) ? debianFolder : undefined);
      if (folder !== undefined) return idx("fashion-mnist", folder, part);
      return part === "test" ? builtInImages() : undefined;
    },
  },
  cifar10: {
    usage: "cifar10:FOLDER",
    read: (path, part) => {
      const folder = needed("cifar10:FOLDER", path);
      return part === "train" && !hasCifarTraining(folder) ? undefined : readCifar(folder, part);
    },
  },
  npy: {
    usage: "npy:IMAGES,LABELS",
    read: (path, part) => {
      const [images, labels, ...others] = needed("npy:IMAGES,LABELS", path).split(",");
      if (images === undefined || labels === undefined || others.length > 0)
        throw new RequestError(`npy:${path}: write two files, npy:IMAGES,LABELS`);
      return part === "test" ? readNpy(images, labels) : undefined;
    },
  },
  csv: {
    usage: "csv:FILE",
    read: (path, part) => {
      const file = needed("csv:FILE", path);
      return part === "test" ? readCsv(file) : undefined;
    },
  },
  "built-in": { usage: "built-in", read: (_, part) => (part === "test" ? builtInImages() : undefined) },
};

/** What is read where nothing is said. */
export const usualImages = "fashion-mnist";

/** For help: `mnist:FOLDER, fashion-mnist[:FOLDER], …` */
export const dataSets: readonly string[] = Object.values(readers).map(({ usage }) => usage);

/**
 * A data set by its kind and path, as `--data` has it: `cifar10:FOLDER`.
 * @throws {RequestError} there is no such kind, or its files cannot be read
 */
export function openImages(text: string): LabelledImages {
  const images = read(text, "test");
  if (images === undefined || images.count === 0) throw new RequestError(`${text} has no images`);
  return images;
}

/** The same text with its paths, which are relative to a folder, made absolute. */
export function imagesFrom(text: string, folder: string): string {
  const [, kind = text, path = ""] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  if (path === "") return text;
  const paths = kind === "npy" ? path.split(",") : [path];
  return `${kind}:${paths.map((each) => resolve(folder, each)).join(",")}`;
}

/** The same data set's training images; undefined where it has none. */
export const openTrainingImages = (text: string): LabelledImages | undefined => read(text, "train");

function read(text: string, part: Part): LabelledImages | undefined {
  const [, kind = text, path] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  const reader = Object.hasOwn(readers, kind) ? readers[kind] : undefined;
  if (reader === undefined)
    throw new RequestError(`there is no data set '${kind}'; write ${dataSets.join(", ")}`);
  return reader.read(path === "" ? undefined : path, part);
}

function idx(name: string, folder: string, part: Part): LabelledImages | undefined {
  if (part === "test") return readIdxFolder(folder, "t10k", `${name} test images`);
  if (!hasFile(folder, namesOf("train", "images", 3))) return undefined;
  return readIdxFolder(folder, "train", `${name} training images`);
}

function needed(usage: string, path: string | undefined): string {
  if (path !== undefined) return path;
  throw new RequestError(`where is it? write --data ${usage}`);
}
