import { serve } from "../../tools/worker-pool.js";
import { sumsOfRows } from "./rows.js";

serve(sumsOfRows);
