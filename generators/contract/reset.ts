import { z } from "zod";
import { usualReset, type ResetStyle } from "../hdl/reset.js";

/** Parameters of every design whose registers are reset, beside its operator's. */
export const resetParameters = {
  reset: z
    .enum(["sync", "async"])
    .default(usualReset.reset)
    .describe("registers are reset: sync, at rising edges of clk; async, at once"),
  active: z
    .enum(["high", "low"])
    .default(usualReset.active)
    .describe("the reset port is rst, active high, or rst_n, active low"),
};

/** What of a reset differs from the defaults, as it is written. */
export const unusualReset = (style: ResetStyle | null): [string, string][] =>
  Object.entries(style ?? usualReset).filter(
    ([name, value]) => value !== usualReset[name as keyof ResetStyle],
  ) as [string, string][];
