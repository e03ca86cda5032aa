import { type Expression, type Signal } from "../../hdl/index.js";

/** One bit to be added up. */
export interface Bit {
  /** One bit wide; null is the constant 1. */
  readonly value: Expression | null;
  /** When it arrives, in FO4. */
  readonly arrival: number;
}

/**
 * A sum still to be formed, modulo 2^width: a column of bits for every weight (a "bit heap": Brunie, de
 * Dinechin et al. 2013). A bit is subtracted by adding its complement; constants are gathered into one.
 */
export class BitHeap {
  private readonly bits: Bit[][];
  private constant = 0n;

  constructor(readonly width: number) {
    this.bits = Array.from({ length: width }, () => []);
  }

  /** Adds one bit times 2^weight; bits beyond the width are dropped. */
  add(weight: number, value: Expression, arrival = 0): void {
    this.bits[weight]?.push({ value, arrival });
  }

  /** Adds the unsigned `row` times 2^weight. */
  addRow(weight: number, row: Signal, arrival = 0): void {
    for (let bit = 0; bit < row.width; bit++) this.add(weight + bit, row.bit(bit), arrival);
  }

  /** Adds a constant, which may be negative. */
  addConstant(value: bigint): void {
    this.constant += value;
  }

  /** The columns from weight 0 up, with the ones of the constant. */
  columns(): Bit[][] {
    const constant = BigInt.asUintN(this.width, this.constant);
    const isOne = (weight: number): boolean => ((constant >> BigInt(weight)) & 1n) === 1n;
    return this.bits.map((column, weight) =>
      isOne(weight) ? [{ value: null, arrival: 0 }, ...column] : [...column],
    );
  }
}
