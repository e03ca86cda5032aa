import { hash } from "node:crypto";

/** SHA-256 of a text, or of its bytes, in hexadecimal. */
export const digestOf = (text: string | Uint8Array): string => hash("sha256", text);
