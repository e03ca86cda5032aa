import { parseDesign } from "../../generators/request.js";
import { withScratch } from "../../tools/scratch.js";
import { compileAsCxx } from "./c-models.js";

/** Expects a design's model in C to be one in C++ too, without a warning. */
export const expectCxx = (spec: string): Promise<void> =>
  withScratch((folder) => compileAsCxx(folder, parseDesign(spec)));
