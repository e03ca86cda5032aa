import { modulePorts, type Design } from "../../generators/design.js";
import { RequestError } from "../../tools/errors.js";
import type { Elaborated } from "./elaborate.js";

/** The instance of the foreign module in its wrapper. */
export const coreInstance = "core";

/** How the foreign module is instantiated. */
export interface Instantiation {
  /** The design's port by name, and the module's port in its place, where they differ. */
  readonly ports: ReadonlyMap<string, string>;
  /** Values for its parameters. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Numbers at its other inputs. */
  readonly ties: ReadonlyMap<string, string>;
}

/**
 * A module with the design's ports around the foreign one.
 * @param name of the wrapper
 * @throws {RequestError} ports that do not fit
 */
export function wrapperText(
  design: Design,
  name: string,
  { name: top, module }: Elaborated,
  { ports: renamed, parameters, ties }: Instantiation,
): string {
  const found = new Map(
    Object.entries(module.ports).map(
      ([port, { direction, bits }]) => [port, { direction, width: bits.length }] as const,
    ),
  );
  const wanted = Object.entries(modulePorts(design));
  const strange = [...renamed.keys()].find((name) => wanted.every(([port]) => port !== name));
  if (strange !== undefined)
    throw new RequestError(
      `--port ${strange}: ${design.spec} has no port '${strange}'; its ports are ${wanted.map(([name]) => name).join(", ")}`,
    );
  const connected = wanted.map(([name, { direction, format }]) => {
    const theirs = renamed.get(name) ?? name;
    const port = found.get(theirs);
    if (port === undefined)
      throw new RequestError(
        `${top} has no port '${theirs}' for ${name}; its ports are ${[...found.keys()].join(", ")}: write --port ${name}=…`,
      );
    if (port.direction !== direction || port.width !== format.width)
      throw new RequestError(
        `${top}'s port ${theirs} is an ${port.direction} of ${port.width} bits; ${name} of ${design.spec} is an ${direction} of ${format.width}`,
      );
    return { name, theirs, declared: `${direction} wire [${format.width - 1}:0] ${name}` };
  });
  for (const { name, theirs } of connected) {
    const other = connected.find((each) => each.theirs === theirs && each.name !== name);
    if (other !== undefined)
      throw new RequestError(
        `${name} and ${other.name} of ${design.spec} are both ${top}'s port ${theirs}; say with --port which other one is meant`,
      );
  }
  const used = new Set(connected.map(({ theirs }) => theirs));
  const tied = [...ties].map(([name, value]) => {
    const port = found.get(name);
    if (port?.direction !== "input" || used.has(name))
      throw new RequestError(
        `--tie ${name}=${value}: ${top} has no input '${name}' beside those of ${design.spec}`,
      );
    if (BigInt(value) >> BigInt(port.width) !== 0n)
      throw new RequestError(
        `--tie ${name}=${value}: ${top}'s input ${name} has ${port.width} bits, and ${value} needs more`,
      );
    return `.${name}(${port.width}'d${value})`;
  });
  const open = [...found].find(
    ([name, { direction }]) => direction === "input" && !used.has(name) && !ties.has(name),
  );
  if (open !== undefined)
    throw new RequestError(
      `${top}'s input ${open[0]} is none of ${design.spec}; say what it is: --tie ${open[0]}=1`,
    );
  const values = [...parameters].map(([parameter, value]) => `.${parameter}(${value})`);
  const connections = [...connected.map(({ name, theirs }) => `.${theirs}(${name})`), ...tied];
  return [
    `module ${name} (${connected.map(({ declared }) => declared).join(", ")});`,
    `  ${top} ${values.length === 0 ? "" : `#(${values.join(", ")}) `}${coreInstance} (${connections.join(", ")});`,
    "endmodule",
    "",
  ].join("\n");
}
