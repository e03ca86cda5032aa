import { z } from "zod";
import { posit } from "../../../golden/posit.js";
import { input, output } from "../../contract/operator.js";
import { exponentSize, positWidth } from "./parameters.js";

/** The parameters of an operator on posits of one format. */
export const positFormat = z.strictObject({ n: positWidth, es: exponentSize });

/** From x and y to r, all of them posit⟨n, es⟩. */
export const twoPosits = ({ n, es }: z.infer<typeof positFormat>) => ({
  x: input(posit(n, es)),
  y: input(posit(n, es)),
  r: output(posit(n, es)),
});
