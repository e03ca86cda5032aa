import { expect, test } from "vitest";
import { evaluateCircuit, type Circuit } from "../../circuit/circuit.js";
import { compareIterations } from "../../audit/iteration.js";
import { layoutOf } from "../../operands/word.js";
import { iterativeUnit, proofs, type Unit } from "./iterative-unit.js";

/** All operands one after the other, results taken at once and late; resets in each cycle of a result. */
function* cycles({ design }: Unit): Generator<bigint> {
  const layout = layoutOf(design.ports, "input");
  const word = (x: number, rst: number, in_valid: number, out_ready: number): bigint =>
    layout.pack({ x: BigInt(x), rst: BigInt(rst), in_valid: BigInt(in_valid), out_ready: BigInt(out_ready) });
  const all = layout.fields.find(({ name }) => name === "x")?.format.width ?? 0;
  yield word(0, 1, 0, 1);
  for (const x of [5, ...Array(2 ** all).keys()])
    for (const waits of [0, 3]) {
      yield word(x, 0, 1, 0);
      for (let edge = 0; edge < design.latency + waits; edge++)
        yield word(
          x ^ (waits === 0 ? 13 : edge & 7),
          0,
          edge & 1,
          edge < design.latency ? edge & 1 & ~(edge >> 1) : 0,
        );
      yield word(x ^ 15, 0, 1, 1);
      yield word(x ^ (waits === 0 ? 15 : 9), 0, 0, x & 1);
    }
  for (let edge = 0; edge <= design.latency + 1; edge++) {
    yield word(3, 0, 1, 0);
    for (let before = 0; before < edge; before++) yield word(1, 0, 1, 0);
    yield word(2, 1, 1, edge & 1);
    yield word(4, 0, 0, 1);
  }
}

/** The outputs after each cycle. */
function* outputsOf({ good, registers }: Unit, circuit: Circuit, first: bigint, words: Iterable<bigint>) {
  const ports = BigInt(good.inputWidth - registers);
  const results = circuit.outputs.length - registers;
  let held = BigInt.asUintN(registers, first);
  for (const word of words) {
    const found = evaluateCircuit(circuit, word | (held << ports));
    yield BigInt.asUintN(results, found);
    held = found >> BigInt(results);
  }
}

/** Whether some cycle shows other outputs than those of the good unit, after the first one, which is a reset. */
function finder(unit: Unit, words: readonly bigint[]): (circuit: Circuit) => boolean {
  // all 0, all 1, and all 1 but busy and done
  const starts = [0n, -1n, -4n].map((first) => ({
    first,
    expected: [...outputsOf(unit, unit.good, first, words)],
  }));
  return (circuit) =>
    starts.some(({ first, expected }) => {
      let cycle = 0;
      for (const found of outputsOf(unit, circuit, first, words)) {
        if (cycle > 0 && found !== expected[cycle]) return true;
        cycle++;
      }
      return false;
    });
}

const small = iterativeUnit("PositSqrt n=4 es=0 form=sequential");

test("mutants of an iterative unit are redundant exactly if no cycles of any operands show them", async () => {
  const isShown = finder(small, [...cycles(small)]);
  const shown = small.mutants.map(({ circuit }) => isShown(circuit));
  const found = await compareIterations(
    small.design,
    small.good,
    small.mutants.map(({ circuit }) => circuit),
    small.registers,
    await proofs(),
  );
  const wrong = small.mutants.flatMap(({ description }, i) =>
    (found?.[i]?.kind === "refuted") === shown[i] ? [] : [`${description}: ${found?.[i]?.kind ?? "none"}`],
  );
  expect(wrong).toEqual([]);
  expect(shown.filter(Boolean).length).toBeGreaterThan(50);
  expect(shown.filter((wasShown) => !wasShown).length).toBeGreaterThan(2);
});
