import type { Design } from "../generators/design.js";
import { verilogFile } from "../generators/verilog.js";
import { callsPerSecond, type Speed } from "./speed.js";

/** Verilog files written a second. `verilogFile` writes each anew, whereas a design caches its own text. */
export async function generation(designs: readonly Design[]): Promise<Speed[]> {
  const writers = designs.map((design) => [design.spec, (): void => void verilogFile(design)] as const);
  const speeds = await callsPerSecond(Object.fromEntries(writers));
  return [...speeds].map(([what, per_second]) => ({ kind: "Verilog files", what, per_second }));
}
