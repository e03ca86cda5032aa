import type { Adder } from "../blocks/adders/index.js";
import type { Objective } from "../operator.js";

/** How a quire's shifter, adder and readout are made; none of it changes what they compute. */
export interface QuireShape {
  /** Distance between the places of a product; closer ones need fewer stages of the shifter before. */
  readonly placeStep: number;
  /** Bits of the quire in one block of the readout. */
  readonly readStep: number;
  readonly adder: Adder;
}

const adders: Readonly<Record<Objective, Adder>> = { area: "ripple", balanced: "plus", delay: "brentKung" };

/** What measured best; places 8 or 32 bits apart were within 2 % in area and delay. */
export const quireShape = (objective: Objective): QuireShape => ({
  placeStep: 16,
  readStep: 8,
  adder: adders[objective],
});
