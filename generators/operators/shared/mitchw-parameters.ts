import type { Compensation } from "../../../golden/mitchw.js";
import type { SignMode } from "../../../golden/signs.js";
import type { DotModel } from "../../contract/dot-model.js";
import { oneOf } from "../../contract/parameter.js";
import { approximateWidth, keptBits, signMode } from "./parameters.js";
import { complementOf } from "./approximate-ports.js";

/** The parameters of Mitch-w's multiplier and multiply-add. */
export const mitchwParameters = {
  n: approximateWidth,
  w: keptBits(6),
  sign: signMode,
  compensation: oneOf("against the bias", {
    none: "nothing is done",
    last: "the last bit kept is set, as in the authors' VHDL",
    constant: "2^-4 is added to the logarithm, as in MulApprox",
    both: "the last bit kept is set and 2^-4 added to the logarithm",
  }).default("none"),
};

/** A parameter of earlier versions, and what takes its place. */
export const mitchwFormerly = {
  compensated:
    "write compensation=both for compensated=true, and compensation=none or nothing for compensated=false",
};

interface Values {
  readonly n: number;
  readonly w: number;
  readonly compensation: Compensation;
}

export const mitchwFits = {
  holds: ({ n, w }: Values): boolean => w <= n,
  blame: { path: ["w"], error: "w must not exceed n" },
};

/** 2^−4, the correction, must be at least a unit of the last bit kept. */
export const compensationFits = {
  holds: ({ w, compensation }: Values): boolean => !addsConstant(compensation) || w >= 5,
  blame: { path: ["w"], error: "compensation=constant and compensation=both need w of 5 or more" },
};

const addsConstant = (compensation: Compensation): boolean =>
  compensation === "constant" || compensation === "both";

/** Products of Mitch-w as data for matrix kernels. */
export const mitchwDot = ({ n, w, sign, compensation }: Values & { readonly sign: SignMode }): DotModel => ({
  operands: { kind: "integer", bits: n, signed: sign !== "unsigned" },
  product: {
    kind: "mitchell",
    kept: w,
    setLast: compensation === "last" || compensation === "both",
    // 2^−4
    correction: addsConstant(compensation) ? 2 ** (w - 5) : 0,
    ...complementOf(sign),
  },
  roundsProduct: false,
});

/** What the datapath does for a compensation. */
export const compensationOf = ({ w, compensation }: Pick<Values, "w" | "compensation">) => ({
  setLast: compensation === "last" || compensation === "both",
  correction: addsConstant(compensation) ? 1n << BigInt(w - 5) : 0n,
});
