import type { Operator } from "../operator.js";
import { accumulating } from "./accumulating.js";
import { binaryDot } from "./binary-dot.js";
import { drAlmMult } from "./dr-alm-mult.js";
import { drumMult } from "./drum-mult.js";
import { floatAdd } from "./float-add.js";
import { floatMac } from "./float-mac.js";
import { floatMult } from "./float-mult.js";
import { floatToPosit } from "./float-to-posit.js";
import { intMac } from "./int-mac.js";
import { intMult } from "./int-mult.js";
import { lowBitDot } from "./low-bit-dot.js";
import { mbmMult } from "./mbm-mult.js";
import { mitchwMac } from "./mitchw-mac.js";
import { mitchwMult } from "./mitchw-mult.js";
import { plamDiv } from "./plam-div.js";
import { plamMult } from "./plam-mult.js";
import { plamSqrt } from "./plam-sqrt.js";
import { positAdd } from "./posit-add.js";
import { positDecode } from "./posit-decode.js";
import { positEncode } from "./posit-encode.js";
import { positMac } from "./posit-mac.js";
import { positMult } from "./posit-mult.js";
import { positQuireAdd } from "./posit-quire-add.js";
import { positQuireMac } from "./posit-quire-mac.js";
import { positResize } from "./posit-resize.js";
import { positSigmoid } from "./posit-sigmoid.js";
import { positSub } from "./posit-sub.js";
import { positToFloat } from "./posit-to-float.js";
import { realmMult } from "./realm-mult.js";
import { tosamMult } from "./tosam-mult.js";

/** Every operator there is, in the order of `tapir list`. */
export const catalogue: readonly Operator[] = [
  positMult,
  plamMult,
  positAdd,
  positSub,
  accumulating(positMac),
  positQuireMac,
  positQuireAdd,
  plamDiv,
  plamSqrt,
  positDecode,
  positEncode,
  positResize,
  positToFloat,
  floatToPosit,
  floatMult,
  floatAdd,
  accumulating(floatMac),
  intMult,
  accumulating(intMac),
  mitchwMult,
  accumulating(mitchwMac),
  drAlmMult,
  mbmMult,
  realmMult,
  drumMult,
  tosamMult,
  accumulating(binaryDot),
  accumulating(lowBitDot),
  positSigmoid,
];
