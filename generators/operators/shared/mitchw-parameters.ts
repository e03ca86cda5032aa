import type { Compensation } from "../../../golden/mitchw.js";
import type { SignMode } from "../../../golden/signs.js";
import type { DotModel } from "../../contract/dot-model.js";
import { addsConstant, compensation, constantFits, constantNeeds, setsLast } from "./compensation.js";
import { approximateWidth, keptBits, signMode } from "./parameters.js";
import { complementOf } from "./approximate-ports.js";

/** The parameters of Mitch-w's multiplier and multiply-add. */
export const mitchwParameters = {
  n: approximateWidth,
  w: keptBits(6),
  sign: signMode,
  compensation: compensation.default("none"),
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
  holds: constantFits,
  blame: { path: ["w"], error: constantNeeds },
};

/** Products of Mitch-w as data for matrix kernels. */
export const mitchwDot = ({ n, w, sign, compensation }: Values & { readonly sign: SignMode }): DotModel => ({
  operands: { kind: "integer", bits: n, signed: sign !== "unsigned" },
  product: {
    kind: "mitchell",
    kept: w,
    setLast: setsLast(compensation),
    // 2^−4
    correction: addsConstant(compensation) ? 2 ** (w - 5) : 0,
    ...complementOf(sign),
  },
  roundsProduct: false,
});

/** What the datapath does for a compensation. */
export const compensationOf = ({ w, compensation }: Pick<Values, "w" | "compensation">) => ({
  setLast: setsLast(compensation),
  correction: addsConstant(compensation) ? 1n << BigInt(w - 5) : 0n,
});
