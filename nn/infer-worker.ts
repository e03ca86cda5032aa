import { serve } from "../tools/worker-pool.js";
import { logitsOfShares } from "./job.js";

serve(logitsOfShares);
