import { z } from "zod";
import { isGateName } from "../generators/blocks/gates/kinds.js";
import { RequestError } from "../tools/errors.js";
import type { SearchState } from "./search.js";

/** What makes a search this one, in words that a message can quote. */
export type Identity = Readonly<Record<string, string>>;

const magic = "tapir search 2";

const gate = z.array(z.string()).refine(([name = ""]) => isGateName(name));
const errors = z.strictObject({
  ...{ mred: z.number(), med: z.number(), wce: z.number() },
  ...{ bias: z.number(), nmed: z.number(), wrongZeros: z.number() },
});
const member = z.strictObject({
  start: z.string(),
  list: z.strictObject({ gates: z.array(gate), outputs: z.array(z.string()) }),
  ...{ area: z.number(), gateArea: z.number(), delay: z.number(), errors },
  accuracy: z.number().optional(),
});
const schema = z.strictObject({
  format: z.literal(magic),
  identity: z.record(z.string(), z.string()),
  state: z.strictObject({
    round: z.int().min(0),
    members: z.array(member).min(1),
    starts: z.array(
      z.strictObject({
        ...{ design: z.string(), area: z.number(), delay: z.number() },
        ...{ errors, within: z.boolean(), accuracy: z.number().optional() },
      }),
    ),
    doubts: z.strictObject({ margin: z.number(), worst: z.array(z.int().min(0)) }),
    allowance: z
      .strictObject({ mred: z.number(), step: z.number(), grew: z.boolean().optional(), trials: z.int() })
      .optional(),
  }),
});

export const encodeState = (identity: Identity, state: SearchState): string =>
  `${JSON.stringify({ format: magic, identity, state })}\n`;

/**
 * @param path for messages
 * @throws {RequestError} the text is no checkpoint, is cut short, or is one of another search
 */
export function decodeState(text: string, identity: Identity, path: string): SearchState {
  const { data } = schema.safeParse(parsed(text));
  if (data === undefined)
    throw new RequestError(`${path} is no whole checkpoint of a search; remove it to begin anew`);
  for (const key of new Set([...Object.keys(identity), ...Object.keys(data.identity)]))
    if (data.identity[key] !== identity[key])
      throw new RequestError(
        `${path} is a checkpoint of another search: ${key} was ${data.identity[key] ?? "none"}, and is ${identity[key] ?? "none"}; leave out --resume to begin anew`,
      );
  return data.state as unknown as SearchState;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
