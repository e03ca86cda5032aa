import type { Bits } from "../../../golden/format.js";

/**
 * Cycles that give an iterative unit each of the cases: in_valid until it is taken, other operands beside it while it is busy
 * (those are drawn), and out_ready at once or, for each fourth case, two cycles late. Now and then it is reset while busy.
 */
export function* iterationCycles(cases: Iterable<Bits>, cycles: number): Generator<Bits> {
  const none = { rst: 0n, in_valid: 0n };
  let index = 0;
  for (const operands of cases) {
    const waits = index % 4 === 3 ? 2 : 0;
    yield { ...operands, rst: 0n, in_valid: 1n, out_ready: 0n };
    for (let cycle = 0; cycle < cycles; cycle++) yield { rst: 0n, out_ready: BigInt(cycle & 1) };
    for (let cycle = 0; cycle < waits; cycle++) yield { rst: 0n, in_valid: 1n, out_ready: 0n };
    yield { ...none, out_ready: 1n };
    if (index % 64 === 63) {
      yield { ...operands, rst: 0n, in_valid: 1n };
      for (let cycle = 0; cycle < index % (cycles + 1); cycle++) yield { rst: 0n };
      yield { rst: 1n, in_valid: 1n };
    }
    index++;
  }
}
