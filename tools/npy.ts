/**
 * An array as NumPy's `load` reads it: magic, version and length come first, and the data begin at a multiple of 64 bytes.
 * Source: NumPy's format specification, numpy.lib.format, version 1.0.
 * @param descr the entries' type: `|u1`, `<f4`
 * @param data the entries in C order, little endian
 */
export function npyFile(descr: string, shape: readonly number[], data: Uint8Array): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.map((length) => `${length},`).join(" ")}), }`;
  const before = 10;
  const header = text.padEnd(Math.ceil((before + text.length + 1) / 64) * 64 - before - 1) + "\n";
  const start = [0x93, ...ascii("NUMPY"), 1, 0, header.length & 0xff, header.length >> 8, ...ascii(header)];
  const file = new Uint8Array(start.length + data.length);
  file.set(start);
  file.set(data, start.length);
  return file;
}

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
