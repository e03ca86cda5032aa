import type { Shape } from "../blocks/place.js";
import type { Objective } from "../operator.js";

/**
 * The shifters of an approximate multiplier, as measured on 8 to 32 bits: one chain of multiplexers is the smallest
 * way to the leading one, blocks of four positions are the fastest.
 */
export const shapeFor = (objective: Objective): Shape => ({ block: objective === "area" ? 64 : 4, step: 8 });
