import { expect, test } from "vitest";
import { trainingDocument, trainingForms, type Trained } from "../../cli/train-report.js";
import type { TrainedRun } from "../../nn/train/train.js";

const data = { name: "rows", count: 40 };
const trained = {
  name: "mlp:2-1",
  network: { steps: [] },
  data: { training: data, test: data },
  settings: { epochs: 2, method: { kind: "sgd", momentum: 0 } },
} as unknown as Trained;

/** A training of which each epoch found so many per cent. */
const run = (design: string, seed: number, ...tests: number[]): TrainedRun => ({
  run: { design, seed },
  state: {
    epochs: tests.map((test_percent) => ({ loss: 1, training_percent: 50, test_percent, seconds: 1 })),
    steps: 0,
    arrays: [],
  },
  ...{ diverged: undefined, file: undefined, hardware: undefined, classes: undefined },
});

test("after an interruption figures are of the seeds that came farthest, and say so", () => {
  const document = trainingDocument(
    [run("A", 1, 60, 70), run("A", 2, 62, 74), run("B", 1, 50, 80), run("B", 2, 20), run("C", 1, 90)],
    trained,
  );
  expect(document.designs).toMatchObject([
    { design: "A", epochs: 2, averaged: 2, test_percent: 72 },
    { design: "B", epochs: 2, averaged: 1, test_percent: 80, deviation_percent: null },
    { design: "C", epochs: 1, averaged: 1, test_percent: 90 },
  ]);
  expect(trainingForms.markdown.make(document).match(/^.*interrupted.*$/gm)).toEqual([
    "B: interrupted; its figures are after 2 of 2 epochs, of 1 of 2 seeds.",
    "C: interrupted; its figures are after 1 of 2 epochs, of 1 of 1 seeds.",
  ]);
});
