import { serve } from "../tools/worker-pool.js";
import { runChains } from "./chain-jobs.js";

serve(runChains);
