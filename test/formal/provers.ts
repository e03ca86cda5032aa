import { describe, expect, it } from "vitest";
import type { Blif } from "../../formal/blif.js";
import { prove } from "../../formal/prove.js";
import { readBlif } from "../../formal/read-blif.js";
import type { Yosys } from "../../synth/mapping/yosys.js";

/** r[0] = table of x and y, r[1] = x[1]; rows as BLIF has them. */
export const circuit = (table: string, inputs = "x[0] x[1] y"): Blif =>
  readBlif(
    `.model c\n.inputs ${inputs}\n.outputs r[0] r[1]\n.names x[0] y r[0]\n${table}\n.names x[1] r[1]\n1 1\n.end\n`,
  );
export const and = circuit("11 1");

/** What a Yosys proves and refutes, with its ABC or without. */
export function describeProver(name: string, yosys: () => Promise<Yosys>): void {
  describe(`with ${name}`, () => {
    it("circuits are equal by name, in whatever order their inputs stand", async () => {
      const other = circuit("0- 0\n-0 0", "y x[1] x[0]");
      expect(await prove(and, other, await yosys(), 60)).toEqual({ kind: "proved" });
    });

    it("different ones differ on the inputs that the answer names", async () => {
      const answer = await prove(and, circuit("10 1\n11 1"), await yosys(), 60);
      if (answer.kind !== "refuted") expect.fail(answer.kind);
      expect([answer.example.get("x[0]"), answer.example.get("y")]).toEqual([1n, 0n]);
    });
  });
}
