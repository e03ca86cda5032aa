/**
 * The delay in ns that ABC's `stime` found; 0 for a design with nothing in it to be mapped.
 * @param log what Yosys printed, running a recipe
 */
export function readDelay(log: string): number {
  const mapping = log.slice(log.lastIndexOf("Executing ABC pass"));
  const called = /^ABC: /m.test(mapping);
  if (!called) return 0;
  const found = /^ABC: .*\bDelay\s*=\s*([\d.]+) ps/m.exec(mapping)?.[1];
  if (found === undefined) throw new Error("ABC reported no delay");
  return Number(found) / 1000;
}

/** What Yosys warns of in the design, each once; from `dfflibmap` on its warnings are about the library. */
export function readWarnings(log: string): string[] {
  const [aboutDesign = ""] = log.split("Executing DFFLIBMAP pass", 1);
  const warnings = [...aboutDesign.matchAll(/^(?:.*: )?Warning: (.*)/gm)].map(([, text = ""]) => text);
  return [...new Set(warnings)];
}
