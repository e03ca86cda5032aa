import { z } from "zod";
import { approximateWidth, signMode } from "./parameters.js";

/** The parameters of Mitch-w's multiplier and multiply-add. */
export const mitchwParameters = {
  n: approximateWidth,
  w: z.int().min(3).max(64).default(6).describe("significand bits kept, the leading one among them"),
  sign: signMode,
  compensated: z
    .boolean()
    .default(false)
    .describe("set the last bit kept and add 2^-4 to the logarithm, against the bias"),
};

interface Values {
  readonly n: number;
  readonly w: number;
  readonly compensated: boolean;
}

export const mitchwFits = {
  holds: ({ n, w }: Values): boolean => w <= n,
  blame: { path: ["w"], error: "w must not exceed n" },
};

/** 2^−4, the correction, must be at least a unit of the last bit kept. */
export const compensationFits = {
  holds: ({ w, compensated }: Values): boolean => !compensated || w >= 5,
  blame: { path: ["w"], error: "compensated=true needs w of 5 or more" },
};
