import { z } from "zod";
import { posit } from "../../../golden/posit.js";
import { input, output } from "../../contract/operator.js";
import { exponentSize, positWidth } from "./parameters.js";

/** The parameters of an operator with a single posit format. */
export const positFormat = z.strictObject({ n: positWidth, es: exponentSize });

/** Ports x, y and r, all posit⟨n, es⟩. */
export const twoPosits = ({ n, es }: z.infer<typeof positFormat>) => ({
  x: input(posit(n, es)),
  y: input(posit(n, es)),
  r: output(posit(n, es)),
});
