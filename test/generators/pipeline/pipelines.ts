import { expect } from "vitest";
import type { Design } from "../../../generators/design.js";
import { catalogue } from "../../../generators/operators/catalogue.js";
import { parseDesign } from "../../../generators/request.js";
import { Random } from "../../../operands/random.js";
import { verifyRtl } from "../../../sim/icarus/verify.js";

export const sampled = { random: 300, cases: 200 };

/** Every combinational operator with a number of stages, ports and controls that chance has chosen. */
export const anyPipelines = (): [string, Design][] => {
  const random = Random.seeded(22);
  const one = <T>(values: readonly T[]): T => values[random.below(values.length)] as T;
  return catalogue.flatMap(({ name, examples }) => {
    const request = `${name} ${one(examples.filter((each) => !each.includes("sequential")))}`;
    if (parseDesign(request).machine !== null) return [];
    const pipeline = `stages=${1 + random.below(6)} registered=${one(["output", "both", "inside"])}`;
    const controls = `ce=${one(["true", "false"])} handshake=${one(["none", "valid", "ready"])}`;
    return [[`${request} ${pipeline} ${controls}`, parseDesign(`${request} ${pipeline} ${controls}`)]];
  });
};

export async function expectGolden(_: string, design: Design): Promise<void> {
  expect(await verifyRtl(design, sampled)).toMatchObject({ verdict: "pass", mismatches: 0, warnings: [] });
}
