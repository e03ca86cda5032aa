import { v, type Expression, type Module, type Signal } from "../../hdl/index.js";
import { concatenate } from "../concatenate.js";
import { positWidths } from "../posit/decode.js";
import type { UnroundedPosit } from "../posit/encode.js";
import type { PositLayout } from "../posit/layout.js";
import { bitsFor } from "../widths.js";
import { quireSpan } from "./span.js";

export interface ReadOptions {
  readonly format: PositLayout;
  /** Bits in a block of the search, a power of two. Small blocks are fast, large ones small. */
  readonly step: number;
}

/**
 * The quire's value as raw fields of a posit⟨n,es⟩, not yet rounded.
 *
 * Blocks of bits from minpos to maxpos are searched in parallel for a bit that differs from the sign.
 * The highest such block, with the bits behind it, goes to a shifter of log₂ `step` levels.
 * Leading bits above maxpos or below minpos saturate, so their places do not matter.
 *
 * A negative sum is not complemented. Behind its leading ones and the first zero the fraction stands as it
 * is.
 * The scale is inverted, as in any negative posit.
 */
export function readQuire(
  m: Module,
  quire: Signal,
  nar: Signal,
  { format, step }: ReadOptions,
): UnroundedPosit {
  const { es } = format;
  const { range, fraction } = quireSpan(format);
  const blocks = Math.ceil(range / step);
  // the bit of weight 1 is bit \`fraction\`; block i, from −blocks to blocks − 1, starts at weight 2^(step·i)
  const start = (block: number): number => fraction + step * block;
  const behind = positWidths(format).fraction + 1;
  const sign = m.wire("sum_sign", 1, quire.msb);
  const bits = new QuireBits(quire, sign);

  m.section("The highest block in which a bit differs from the sign");
  const over = m.wire("over", 1, bits.differ(quire.width - 2, start(blocks)));
  let above = over.all;
  let none = m.wire("none_over", 1, v`~${above}`);
  const chosen: { block: number; choose: Signal }[] = [];
  for (let block = blocks - 1; block >= -blocks; block--) {
    const name = `block${block + blocks}`;
    const holds = m.wire(`${name}_differs`, 1, bits.differ(start(block + 1) - 1, start(block)));
    chosen.push({ block, choose: m.wire(`${name}_leads`, 1, v`${holds} & ${none}`) });
    above = v`${above} | ${holds}`;
    none = m.wire(`none_down_to_${name}`, 1, v`~${holds} & ${none}`);
  }

  m.section("Its bits and those behind; whether any bit is 1 behind those");
  const width = step + behind;
  let rest = v`1'b0`;
  const rests = new Map<number, Signal>();
  for (const { block } of chosen.toReversed()) {
    const end = start(block) - behind;
    const more = bits.any(end - 1, rests.size === 0 ? 0 : end - step);
    const known = m.wire(`rest${block + blocks}`, 1, rests.size === 0 ? more : v`${rest} | ${more}`);
    rests.set(block, known);
    rest = known.all;
  }
  const orAll = (terms: Expression[]): Expression => terms.reduce((sum, term) => v`${sum} | ${term}`);
  const window = m.wire(
    "window",
    width,
    orAll(
      chosen.map(
        ({ block, choose }) =>
          v`({${width}{${choose}}} & ${bits.slice(start(block + 1) - 1, start(block) - behind)})`,
      ),
    ),
  );
  const sticky = m.wire(
    "rest",
    1,
    orAll(chosen.map(({ block, choose }) => v`(${choose} & ${rests.get(block) ?? sign})`)),
  );

  m.section("Within the block, half by half; the low bits of the scale follow");
  const found = leadingBit(m, window, sign, { step, sticky });

  m.section("The high bits of the scale are the number of the block, counted from below");
  const size = bitsFor(blocks);
  const number = [...chosen, { block: blocks, choose: over }];
  const counted = Array.from({ length: size + 1 }, (_, bit) => {
    const members = number
      .filter(({ block }) => ((block + 2 ** size) >> bit) & 1)
      .map(({ choose }) => choose.all);
    return members.length === 0 ? v`1'b0` : orAll(members);
  });
  const high = m.wire("scale_high", size + 1, concatenate(counted.toReversed()));
  const scale = v`{~${high.msb}, ${high.bits(size - 1, 0)}, ${found.scale}}`;
  const raw = m.wire("raw_scale", scale.width, v`(${scale}) ^ {${scale.width}{${sign}}}`);

  const zero = v`${none} & ~${sign} & ~(${bits.any(start(-blocks) - 1, 0)})`;
  return {
    sign: m.wire("sign", 1, v`${nar} | ${sign}`),
    special: m.wire("special", 1, v`${nar} | (${zero})`),
    regime: m.wire("regime", raw.width - es, raw.bits(raw.width - 1, es)),
    tail: m.wire("tail", es + behind + 1, v`{${raw.bits(es - 1, 0)}, ${found.fraction}, ${found.sticky}}`),
  };
}

/** The bits of a quire by index; above it are copies of the sign, below it zeros. */
class QuireBits {
  constructor(
    private readonly quire: Signal,
    private readonly sign: Signal,
  ) {}

  slice(high: number, low: number): Expression {
    const most = this.quire.width - 1;
    const [from, to] = [Math.min(high, most), Math.max(low, 0)];
    const copies = Math.max(0, high - Math.max(most, low - 1));
    const zeros = Math.max(0, Math.min(0, high + 1) - low);
    const inside = from >= to ? this.quire.bits(from, to) : v`0'b0`;
    return v`{{${copies}{${this.sign}}}, ${inside}, ${zeros}'b0}`;
  }

  /** A bit is 1. */
  any(high: number, low: number): Expression {
    return high < low ? v`1'b0` : v`|${this.slice(high, low)}`;
  }

  /** A bit differs from the sign. */
  differ(high: number, low: number): Expression {
    const kept = Math.min(high, this.quire.width - 2);
    if (kept < low) return v`1'b0`;
    const bits = this.slice(kept, low);
    return v`${this.sign} ? ~(&${bits}) : (|${bits})`;
  }
}

interface Found {
  /** The position among the first `step` bits. */
  readonly scale: Expression;
  /** The bits behind it. */
  readonly fraction: Expression;
  /** 1 where a bit behind those is 1. */
  readonly sticky: Expression;
}

/** Finds the first bit of a window that differs from the sign; it is among the first `step`. */
function leadingBit(
  m: Module,
  window: Signal,
  sign: Signal,
  { step, sticky: rest }: { readonly step: number; readonly sticky: Signal },
): Found {
  let current = window;
  let scale = v`0'b0`;
  let sticky = rest;
  for (let distance = step / 2; distance >= 1; distance /= 2) {
    const top = current.width - 1;
    const first = v`${current.bits(top, top - distance + 1)}`;
    const upper = m.wire(`upper${distance}`, 1, v`${sign} ? ~(&${first}) : (|${first})`);
    const lost = v`${upper} & (|${current.bits(distance - 1, 0)})`;
    sticky = m.wire(`sticky${distance}`, 1, v`${sticky} | (${lost})`);
    scale = v`{${scale}, ${upper}}`;
    // behind the last level the leading bit itself is not needed
    const most = distance === 1 ? top - 1 : top;
    current = m.wire(
      `half${distance}`,
      most - distance + 1,
      v`${upper} ? ${current.bits(most, distance)} : ${current.bits(most - distance, 0)}`,
    );
  }
  return { scale, fraction: current.all, sticky: sticky.all };
}
