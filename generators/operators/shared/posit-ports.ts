import { z } from "zod";
import type { DecodeArchitecture } from "../../blocks/posit/decode.js";
import { posit } from "../../../golden/posit.js";
import { input, output } from "../../contract/operator.js";
import { exponentSize, positWidth, regimeCap } from "./parameters.js";

/** The parameters of an operator with a single posit format. */
export const positFormat = z.strictObject({ n: positWidth, es: exponentSize, rs: regimeCap });

/** Ports x, y and r, all posit⟨n, es⟩. */
export const twoPosits = ({ n, es, rs }: z.infer<typeof positFormat>) => ({
  x: input(posit(n, es, rs)),
  y: input(posit(n, es, rs)),
  r: output(posit(n, es, rs)),
});

/** What the datapath of such an operator is made for. */
export type PositBuilt = z.infer<typeof positFormat> & { readonly architecture: DecodeArchitecture };
