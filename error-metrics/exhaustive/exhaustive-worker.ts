import { parseDesign } from "../../generators/request.js";
import { serve } from "../../tools/worker-pool.js";
import { errorSubject } from "../sampled.js";
import { kernelOf } from "./kernel.js";
import { sumsOfShares, type ExhaustiveJob } from "./shares.js";

serve(({ design, shared }: ExhaustiveJob) =>
  sumsOfShares(kernelOf(errorSubject(parseDesign(design))), shared),
);
