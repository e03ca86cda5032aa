import { Dyadic } from "../../golden/dyadic.js";
import { finiteDatum, type FloatDatum } from "../../golden/float-datum.js";
import type { Float } from "../../golden/float.js";

/**
 * A second formulation of rounding for small formats: search a table of all numbers, and one ulp past the
 * largest, for the nearest. Of two as near it takes the even pattern. There is no exponent in it.
 */
export function nearestByTable(format: Float): (value: Dyadic) => bigint {
  const { largest } = format;
  const table = Array.from({ length: Number(largest) + 1 }, (_, bits) => valueOf(format, BigInt(bits)));
  const [last, before] = [valueOf(format, largest), valueOf(format, largest - 1n)];
  table.push(last.plus(last.minus(before)));
  return (value) => {
    const magnitude = value.magnitude();
    const above = table.findIndex((entry) => entry.compare(magnitude) >= 0);
    if (above < 0) return largest + 1n;
    if (above === 0) return 0n;
    const [low, high] = [table[above - 1] ?? Dyadic.zero, table[above] ?? Dyadic.zero];
    const side = magnitude.minus(low).compare(high.minus(magnitude));
    const up = side > 0 || (side === 0 && above % 2 === 0);
    return BigInt(up ? above : above - 1);
  };
}

export function valueOf(format: Float, bits: bigint): Dyadic {
  const datum = format.datum(bits);
  if (datum.kind !== "finite") throw new Error(`${bits} of ${format.name} is no number`);
  return datum.value;
}

export const numberDatum = (significand: bigint, exponent: number): FloatDatum =>
  finiteDatum(new Dyadic(significand, exponent));
