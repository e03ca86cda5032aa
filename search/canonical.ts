import type { GateList } from "./engine/genome.js";

/** The same netlist with its gates in the order in which the bits of the result need them, the lowest bit first. */
export function canonical({ gates, outputs }: GateList): GateList {
  const places = new Map<string, string>();
  const ordered: GateList["gates"][number][] = [];
  const nameOf = (name: string): string => places.get(name) ?? name;
  const place = (name: string): void => {
    // an explicit stack: a chain of carries may be deep
    const waiting = [name];
    for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
      const gate = top.startsWith("g") && !places.has(top) ? gates[Number(top.slice(1))] : undefined;
      const [kind, ...taken] = gate ?? [];
      const missing = taken.filter((input) => input.startsWith("g") && !places.has(input));
      if (kind === undefined || missing.length === 0) {
        waiting.pop();
        if (kind !== undefined) places.set(top, `g${ordered.push([kind, ...taken.map(nameOf)]) - 1}`);
      } else waiting.push(...missing.reverse());
    }
  };
  for (const output of outputs) place(output);
  return { gates: ordered, outputs: outputs.map(nameOf) };
}
