import type { Design } from "../generators/design.js";
import { callsPerSecond, type Speed } from "./speed.js";

/** Verilog texts written a second. */
export async function generation(designs: readonly Design[]): Promise<Speed[]> {
  const writers = designs.map((design) => [design.spec, (): void => void design.verilog()] as const);
  const speeds = await callsPerSecond(Object.fromEntries(writers));
  return [...speeds].map(([what, per_second]) => ({ kind: "Verilog files", what, per_second }));
}
