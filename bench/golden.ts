import type { Design } from "../generators/design.js";
import { expectedRows, hasFastModel } from "../circuit/compiled/expected-rows.js";
import { Random } from "../operands/random.js";
import { randomVectors } from "../operands/biased.js";
import { layoutOf } from "../operands/word.js";
import { callsPerSecond, type Speed } from "./speed.js";

const batch = 1024;

/** Results a second of a design's golden model, and of its fast model if it has one. */
export async function golden(design: Design): Promise<Speed[]> {
  const speeds = await callsPerSecond({
    exact: exactModel(design),
    ...(hasFastModel(design) && { fast: fastModel(design) }),
  });
  const kind = `golden results of ${design.spec}`;
  return [...speeds].map(([what, calls]) => ({ kind, what, per_second: calls * batch }));
}

/** Runs over operands as verification draws them, which cover every regime. */
function exactModel(design: Design): () => void {
  const inputs = layoutOf(design.ports, "input");
  const formats = inputs.fields.map(({ format }) => format);
  const drawn = [...randomVectors(formats, Random.seeded(1), batch)];
  const operands = drawn.map((patterns) => inputs.unpack(inputs.join(patterns)));
  return () => {
    for (const each of operands) design.golden(each);
  };
}

/** Runs over consecutive operands, as the fast model requires. Each call takes another row, far from the last. */
function fastModel(design: Design): () => void {
  const rows = 2 ** layoutOf(design.ports, "input").width / batch;
  const words = [new Uint32Array(batch)];
  const fill = expectedRows(design);
  let row = 0;
  return () => {
    fill(row * batch, words);
    row = (row + 12_345) % rows;
  };
}
