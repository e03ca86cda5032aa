import { expect, test } from "vitest";
import type { Design } from "../../generators/design.js";
import { parseDesigns } from "../../generators/request.js";
import type { Task } from "../../nn/task.js";
import { derivedFigures } from "../../sweep/derived.js";
import type { Conditions, Inference } from "../../sweep/measure.js";
import { accuracyMeasure } from "../../sweep/measures/accuracy.js";

const [design] = parseDesigns(["PositMult", "n=8"]) as [Design];
const images = {
  name: "images",
  count: 2,
  shape: [2],
  values: Uint8Array.of(1, 2, 3, 4),
  labels: Uint16Array.of(0, 1),
};
const task = {
  name: "net",
  bytes: Uint8Array.of(1),
  fold: false,
  images,
  calibration: images,
} as Partial<Task>;

/** What a cached result is filed under, for a task that differs in some parts. */
const fingerprint = async (parts: Partial<Task> = {}, acc?: Inference["acc"]): Promise<string> =>
  JSON.stringify(
    await accuracyMeasure.fingerprint(design, {
      inference: { task: { ...task, ...parts } as Task, acc },
    } as Conditions),
  );

test("results of accuracy are kept by what decides them, not by names", async () => {
  const known = await fingerprint();
  expect(await fingerprint({ name: "other", images: { ...images, name: "other" } })).toBe(known);
  const others = await Promise.all([
    fingerprint({ bytes: Uint8Array.of(2) }),
    fingerprint({ fold: true }),
    fingerprint({}, "binary32"),
    fingerprint({ images: { ...images, values: Uint8Array.of(1, 2, 3, 5) } }),
    fingerprint({ images: { ...images, labels: Uint16Array.of(0, 0) } }),
    fingerprint({ images: { ...images, shape: [1, 2] } }),
    fingerprint({ images: { ...images, values: Float32Array.of(1, 2, 3, 4) } }),
    fingerprint({ calibration: { ...images, values: Uint8Array.of(1, 2, 3, 5) } }),
  ]);
  expect(new Set([known, ...others]).size).toBe(others.length + 1);
});

test("energy per inference: operations times an operation's energy, in µJ; nothing where one is missing", () => {
  const [energy] = derivedFigures.filter(({ field }) => field === "energy_per_inference_uj");
  expect(energy?.value({ operations_per_image: 2e6, energy_pj: 1.5 })).toBeCloseTo(3);
  expect(energy?.value({ operations_per_image: 2e6, energy_pj: null })).toBeNull();
  expect(energy?.value({ energy_pj: 1.5 })).toBeNull();
});
