import type { Design } from "../../../generators/design.js";
import { parseDesigns } from "../../../generators/request.js";

/** The designs of some requests as rows of a table, each named as a person writes it. */
export const designs = (...requests: string[]): [string, Design][] =>
  requests.flatMap((request) =>
    parseDesigns(request.split(" ")).map((design): [string, Design] => [design.spec, design]),
  );
