import { expect } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { variants } from "../../generators/variants.js";
import { exactProduct } from "../../golden/exact-product.js";
import { evaluate } from "../../generators/hdl/index.js";

/** Expects every variant of an integer multiplier to compute the product of all its operands. */
export function expectProducts(request: string): void {
  const asked = parseDesign(request);
  const { nx, ny, signed } = asked.parameters as { nx: number; ny: number; signed?: boolean };
  const product = exactProduct(nx, ny, signed ?? false);
  for (const each of variants(asked).filter(({ objective }) => objective === "balanced")) {
    const circuit = each.module();
    for (let x = 0n; x < 2n ** BigInt(nx); x++)
      for (let y = 0n; y < 2n ** BigInt(ny); y++)
        expect(evaluate(circuit, { x, y }).r, each.spec).toBe(product(x, y));
  }
}

/** Expects every variant of a multiplier to compute what its golden model does, of all first operands. */
export function expectGoldenShifts(request: string): void {
  const asked = parseDesign(request);
  const { n } = asked.parameters as { n: number };
  const numbers = 2n ** BigInt(n);
  for (const each of variants(asked).filter(({ objective }) => objective === "balanced")) {
    const circuit = each.module();
    for (let x = 0n; x < numbers; x++)
      for (const y of [numbers - 1n, (x * 211n + 5n) % numbers])
        expect(evaluate(circuit, { x, y }).r, each.spec).toBe(asked.golden({ x, y }).r);
  }
}
