import { builtInFolder } from "../network/built-in.js";
import type { LabelledImages } from "./images.js";
import { readIdxFolder } from "./idx.js";

/** The first 1,000 test images of Fashion-MNIST, which come with the program. */
export const builtInImages = (): LabelledImages =>
  readIdxFolder(builtInFolder(), "t10k", "the 1,000 built-in fashion-mnist test images");
