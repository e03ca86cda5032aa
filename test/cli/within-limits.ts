import { expect } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";

/**
 * Searches a little, and holds what is found against its limits on every pair, as the golden model has them.
 * @param limits in per cent
 */
export async function expectWithinLimits(
  starts: string,
  limits: { readonly mred: number; readonly nmed: number },
): Promise<void> {
  await withScratch(async (cwd) => {
    const words = `search ${starts} --mred ${limits.mred}% --nmed ${limits.nmed}% --evaluations 6k --rounds 2 --chains 1 -o m.yaml --json`;
    const { exitCode, stdout, stderr } = await tapirHere(words, { cwd });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const { designs } = JSON.parse(stdout) as { designs: Record<string, number>[] };
    const [start, found] = [designs[0], designs.at(-1)];
    expect(found?.area).toBeLessThan(start?.area ?? 0);
    const error = await tapirHere("error SearchedMult file=m.yaml --exhaustive --json", { cwd });
    const [measured] = (JSON.parse(error.stdout) as { designs: Record<string, number>[] }).designs;
    expect(measured?.mred_percent).toBeLessThanOrEqual(limits.mred);
    expect(measured?.nmed_percent).toBeLessThanOrEqual(limits.nmed);
    expect(measured?.wrong_zeros).toBe(0);
    for (const figure of ["mred_percent", "nmed_percent", "wce", "mean_error"])
      expect(found?.[figure], figure).toBeCloseTo(measured?.[figure] ?? NaN, 3);
  });
}
