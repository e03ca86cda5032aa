import { serve } from "../../tools/worker-pool.js";
import { trainRuns } from "./job.js";

serve(trainRuns);
