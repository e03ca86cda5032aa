import { parseDocument } from "yaml";
import { RequestError } from "../../../tools/errors.js";

/** What a YAML file says. @param path for messages @throws {RequestError} it is none */
export function readYaml(path: string, text: string): unknown {
  const document = parseDocument(text, { merge: true });
  const [error] = document.errors;
  if (error !== undefined) throw new RequestError(`${path}: ${error.message}`);
  try {
    return document.toJS();
  } catch (cause) {
    throw new RequestError(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
