import { builtInFolder } from "../network/built-in.js";
import type { LabelledImages } from "./images.js";
import { readIdxFolder } from "./idx.js";

/** The first 1,000 test images of Fashion-MNIST, which come with the program. */
export const builtInImages = (): LabelledImages =>
  readIdxFolder(builtInFolder(), "t10k", "the first 1,000 fashion-mnist test images");
