/** Bytes in UTF-8 as text, without the byte order mark that some editors put first. */
export const decodeText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
