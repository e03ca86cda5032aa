import type { Computed, Port } from "./contract/operator.js";
import type { Design } from "./design.js";

/**
 * The class of designs that could replace each other: one exact function, computed or approximated, on ports of the same
 * formats. Fronts are taken within a class, never across. A pipeline is in the class of its combinational design.
 *
 *     PlamMult n=16 es=1            x·y: posit⟨16,1⟩
 *     DrumMult n=8 k=4              x·y: unsigned⟨8⟩ → unsigned⟨16⟩
 *     IntMac n=8 acc=24             a + x·y: x, y signed⟨8⟩, a signed⟨24⟩ → signed⟨24⟩
 */
export const functionClass = (design: Design): string =>
  `${computedBy(design).function}: ${formatsOf(Object.entries(design.core.ports))}`;

/** Whether a design's results are those of its exact function, bit for bit. A foreign module's have to be measured. */
export const isExact = (design: Design): boolean =>
  design.foreign === undefined && computedBy(design).exactly;

/** An operator that does not say has a function of its own for each set of parameters, and no claim to compute it exactly. */
function computedBy({ operator, parameters }: Design): Computed {
  const values = Object.entries(parameters).map(([name, value]) => ` ${name}=${value}`);
  return (
    operator.computes?.(parameters) ?? {
      function: operator.name + values.join(""),
      exactly: false,
    }
  );
}

function formatsOf(all: readonly (readonly [string, Port])[]): string {
  const ports = all.filter(([, { likelihood, isStatus }]) => likelihood === undefined && isStatus !== true);
  const ofDirection = (wanted: Port["direction"]) =>
    ports.filter(([, { direction }]) => direction === wanted);
  const [operands, results] = [listed(ofDirection("input")), listed(ofDirection("output"))];
  return operands === results ? operands : `${operands} → ${results}`;
}

/** One format where all have the same; else each run of equal formats behind its ports' names. */
function listed(ports: readonly (readonly [string, Port])[]): string {
  const runs: { readonly names: string[]; readonly format: string }[] = [];
  for (const [name, { format }] of ports) {
    const last = runs.at(-1);
    if (last?.format === format.name) last.names.push(name);
    else runs.push({ names: [name], format: format.name });
  }
  if (runs.length === 1) return runs[0]?.format ?? "";
  return runs.map(({ names, format }) => `${names.join(", ")} ${format}`).join(", ");
}
