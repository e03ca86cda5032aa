import type { Compensation } from "../../../golden/mitchw.js";
import { oneOf } from "../../contract/parameter.js";

/** What a Mitch-w multiplier does against its bias. */
export const compensation = oneOf("against the bias", {
  none: "nothing is done",
  last: "the last bit kept is set, as in the authors' VHDL",
  constant: "2^-4 is added to the logarithm, as in MulApprox",
  both: "the last bit kept is set and 2^-4 added to the logarithm",
});

/** Bits kept and compensation. */
export interface Compensated {
  readonly w: number;
  readonly compensation: Compensation;
}

/** Whether 2^−4, the correction, is at least a unit of the last bit kept. */
export const constantFits = ({ w, compensation }: Compensated): boolean =>
  !addsConstant(compensation) || w >= 5;

export const constantNeeds = "compensation=constant and compensation=both need w of 5 or more";

export const setsLast = (compensation: Compensation): boolean =>
  compensation === "last" || compensation === "both";

export const addsConstant = (compensation: Compensation): boolean =>
  compensation === "constant" || compensation === "both";
