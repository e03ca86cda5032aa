import { RequestError } from "../../../tools/errors.js";
import { noSuch } from "../../../tools/suggestion.js";
import { layerForms, layerNames, words, type LayerForm } from "./layers.js";
import { isObject, readYaml } from "./yaml.js";

/**
 * The layers of a description in YAML:
 *
 *     layers:
 *       - conv: 16
 *         pad: 1
 *       - bn
 *       - relu
 *       - pool: 2
 *       - fc: 10
 *
 * @throws {RequestError} it is none: what is wrong, and where
 */
export function readDescription(path: string, text: string): LayerForm[] {
  const content = readYaml(path, text);
  const { layers, ...others } = isObject(content) ? content : {};
  const [other] = Object.keys(others);
  if (other !== undefined) throw new RequestError(`${path}: there is no '${other}'; it says 'layers:'`);
  if (!Array.isArray(layers) || layers.length === 0)
    throw new RequestError(`${path} must say 'layers:' and then a list of them: ${layerNames.join(", ")}`);
  return layers.map((layer: unknown, at) => layerOf(layer, `${path}: layers[${at}]`));
}

function layerOf(layer: unknown, where: string): LayerForm {
  if (typeof layer === "string") {
    const word = words.find((one) => one === layer);
    if (word !== undefined) return word;
    throw new RequestError(
      Object.hasOwn(layerForms, layer) ? `${where}: write '${layer}: NUMBER'` : unknown(where, layer),
    );
  }
  if (!isObject(layer)) throw new RequestError(`${where} is no layer; there are ${layerNames.join(", ")}`);
  const kind = Object.keys(layerForms).find((name) => Object.hasOwn(layer, name));
  if (kind === undefined) throw new RequestError(unknown(where, Object.keys(layer)[0] ?? ""));
  const { success, data, error } = layerForms[kind as keyof typeof layerForms].safeParse(layer);
  if (success) return data;
  const [issue] = error.issues;
  if (issue?.code === "unrecognized_keys")
    throw new RequestError(`${where}: ${kind} has no '${issue.keys[0] ?? ""}'`);
  throw new RequestError(`${where}: ${issue?.path.join(".") ?? kind} ${issue?.message ?? "is wrong"}`);
}

const unknown = (where: string, name: string): string =>
  noSuch(`${where}: there is no layer '${name}'`, name, layerNames, `There are ${layerNames.join(", ")}`);
