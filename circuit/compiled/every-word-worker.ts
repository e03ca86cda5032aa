import { parseDesign } from "../../generators/request.js";
import { serve } from "../../tools/worker-pool.js";
import { compareShares, type EveryWordJob } from "./every-word-job.js";

serve((job: EveryWordJob) => compareShares(job, job.design === null ? null : parseDesign(job.design)));
