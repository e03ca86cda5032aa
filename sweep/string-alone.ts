/**
 * Of an object's JSON in UTF-8 the part that is a field's, without decoding it. Undefined where the field is no string or not the
 * only one.
 */
export function stringAlone(object: Buffer, field: string): Buffer | undefined {
  const before = `{${JSON.stringify(field)}:`;
  const string = object.subarray(Buffer.byteLength(before), -1);
  if (object.subarray(0, -string.length - 1).toString() !== before || string[0] !== quote) return undefined;
  let end = string.indexOf(quote, 1);
  while (isEscaped(string, end)) end = string.indexOf(quote, end + 1);
  return end === string.length - 1 ? string : undefined;
}

const quote = 34;
const backslash = 92;

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(bytes: Buffer, place: number): boolean {
  let before = place;
  while (bytes[before - 1] === backslash) before--;
  return (place - before) % 2 === 1;
}
