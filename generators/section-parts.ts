/** What a section of a design with posits is for: the way in, the way out, or what is computed between them. */
export type Part = "decode" | "core" | "encode";

/** The part of a section, by the comment that `decodePosit`, `encodePosit` and the operator PositDecode give theirs. */
export function partOf(section: string): Part {
  if (decoding.test(section)) return "decode";
  return encoding.test(section) ? "encode" : "core";
}

const decoding =
  /: the run of the regime is counted and shifted out|^The raw exponent of a negative posit is inverted/;
const encoding =
  /^The regime's run is a shift distance|^Exponent and fraction follow the regime|never to zero and never to NaR$/;
