/** Integers one after the other, little-endian, each of `bytes` bytes; negative ones in two's complement. */
export function littleEndian(integers: readonly bigint[], bytes: 1 | 2 | 4 | 8): Uint8Array {
  const data = new Uint8Array(integers.length * bytes);
  const view = new DataView(data.buffer);
  integers.forEach((integer, index) => {
    const bits = BigInt.asUintN(8 * bytes, integer);
    const at = bytes * index;
    if (bytes === 8) view.setBigUint64(at, bits, true);
    else if (bytes === 4) view.setUint32(at, Number(bits), true);
    else if (bytes === 2) view.setUint16(at, Number(bits), true);
    else view.setUint8(at, Number(bits));
  });
  return data;
}

/** Doubles one after the other, little-endian. */
export function littleEndianDoubles(numbers: readonly number[]): Uint8Array {
  const data = new Uint8Array(numbers.length * 8);
  const view = new DataView(data.buffer);
  numbers.forEach((number, index) => {
    view.setFloat64(8 * index, number, true);
  });
  return data;
}
