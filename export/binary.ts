/** Integers one after the other, little-endian, each of `bytes` bytes; negative ones in two's complement. */
export function littleEndian(integers: readonly bigint[], bytes: 1 | 2 | 4 | 8): Buffer {
  const buffer = Buffer.alloc(integers.length * bytes);
  integers.forEach((integer, index) => {
    const bits = BigInt.asUintN(8 * bytes, integer);
    if (bytes === 8) buffer.writeBigUInt64LE(bits, 8 * index);
    else buffer.writeUIntLE(Number(bits), bytes * index, bytes);
  });
  return buffer;
}

/** Doubles one after the other, little-endian. */
export function littleEndianDoubles(numbers: readonly number[]): Buffer {
  const buffer = Buffer.alloc(numbers.length * 8);
  numbers.forEach((number, index) => buffer.writeDoubleLE(number, 8 * index));
  return buffer;
}
