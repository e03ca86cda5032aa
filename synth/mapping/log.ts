/**
 * Reads the delay in ns that ABC's `stime` reported. It is 0 if there is nothing to map: ABC then does not run.
 * @param log what Yosys printed while it ran a recipe
 */
export function readDelay(log: string): number {
  const mapping = log.slice(log.lastIndexOf("Executing ABC pass"));
  const called = /^ABC: /m.test(mapping);
  if (!called) return 0;
  const found = /^ABC: .*\bDelay\s*=\s*([\d.]+) ps/m.exec(mapping)?.[1];
  if (found === undefined) throw new Error("ABC reported no delay");
  return Number(found) / 1000;
}

/** Yosys' warnings about the design, each once. From `dfflibmap` on, warnings are about the library. */
export function readWarnings(log: string): string[] {
  const [aboutDesign = ""] = log.split("Executing DFFLIBMAP pass", 1);
  const warnings = [...aboutDesign.matchAll(/^(?:.*: )?Warning: (.*)/gm)].map(([, text = ""]) => text);
  return [...new Set(warnings)];
}
