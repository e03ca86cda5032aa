import { expect, test } from "vitest";
import { iterative } from "../../golden/iterative.js";

/** Doubles x in three cycles; `-` stands for no result. */
function run(cycles: readonly string[]): string[] {
  const step = iterative({
    cycles: 3,
    compute: ({ x = 0n }) => ({ r: 2n * x }),
    nothing: { r: 0n },
  })();
  return cycles.map((written) => {
    const [rst, in_valid, out_ready, x] = Array.from(written, BigInt);
    const { r, out_valid, in_ready } = step({ rst: rst ?? 0n, in_valid, out_ready, x } as Record<
      string,
      bigint
    >);
    return `${out_valid === 1n ? r : "-"}${in_ready === 1n ? " ready" : ""}`;
  });
}

test("operands, three edges, a result that stays until it is taken, and only then other operands", () => {
  // rst, in_valid, out_ready, x
  expect(run(["0003", "0114", "0105", "0106", "0107", "0108", "0118", "0017", "0100"])).toEqual([
    ...["- ready", "-", "-", "-", "8", "8", "- ready", "- ready", "-"],
  ]);
});

test("a reset forgets what is computed, and takes nothing", () => {
  expect(run(["0104", "0000", "1105", "0000", "0000", "0106", "0000", "0000", "0000", "1010"])).toEqual([
    ...["-", "-", "- ready", "- ready", "- ready", "-", "-", "-", "12", "- ready"],
  ]);
});
