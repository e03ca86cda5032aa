import { parseDesign } from "../generators/request.js";
import { serve } from "../tools/worker-pool.js";
import { errorStatistics } from "./sampled.js";
import type { SampledJob } from "./thread.js";

serve(({ design, options }: SampledJob) => [errorStatistics(parseDesign(design), options)]);
