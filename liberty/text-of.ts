import { decodeText } from "../tools/decode-text.js";
import { RequestError } from "../tools/errors.js";

/** Forms that are not read, by their first bytes, and what to do about each. */
const unread: readonly {
  readonly bytes: readonly number[];
  readonly what: string;
  readonly remedy: string;
}[] = [
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: "compressed by xz", remedy: "unpack it with 'unxz --keep'" },
  { bytes: [0x42, 0x5a, 0x68], what: "compressed by bzip2", remedy: "unpack it with 'bunzip2 --keep'" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: "compressed by zstd", remedy: "unpack it with 'unzstd'" },
  { bytes: [0x1f, 0x9d], what: "compressed by compress", remedy: "unpack it with 'gunzip --keep'" },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    what: "a zip archive",
    remedy: "unpack it with 'unzip' and name the .lib in it",
  },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: "a 7z archive", remedy: "unpack it and name the .lib in it" },
];

/** Whether bytes are those of a gzipped file. */
export const isGzipped = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * The text of a Liberty file from its bytes, unpacked where they were gzipped.
 * @param path how a message calls it
 * @throws {RequestError} it is compressed otherwise, or is no text
 */
export function textOf(path: string, bytes: Uint8Array): string {
  const other = unread.find((form) => form.bytes.every((byte, i) => bytes[i] === byte));
  if (other !== undefined)
    throw new RequestError(`${path} is ${other.what}; ${other.remedy}, as only plain files and .gz are read`);
  if (bytes.subarray(0, 4096).includes(0))
    throw new RequestError(
      `${path} is no text; name the library's Liberty file (.lib, .lib.gz), not its compiled form (.db)`,
    );
  return decodeText(bytes);
}
