import { expect, it } from "vitest";
import { readDelay, readWarnings } from "../../../synth/mapping/log.js";

const log = (...abc: string[]) => `
2.1. Executing ABC pass (technology mapping using ABC).
ABC: WireLoad = "none"  Gates =    9 ( 14.0 %)   Delay =  9.00 ps  ( 25.6 %)
Warning: wire m.b is used but has no driver.
design.v:1: Warning: Identifier \`m.b' is implicitly declared.
Warning: wire m.b is used but has no driver.
3. Executing DFFLIBMAP pass (mapping DFF cells to sequential cells from liberty file).
Warning: Found unsupported expression in the library.
4. Executing ABC pass (technology mapping using ABC).
${abc.join("\n")}
5. Executing OPT_CLEAN pass (remove unused cells and wires).`;

it("the delay is in ns, of the mapping run and not of Yosys' own", () => {
  const stime =
    'ABC: WireLoad = "none"  Gates =    356 ( 14.0 %)   Cap =  3.9 ff (  0.0 %)   Delay = 45555.95 ps  ( 25.6 %)';
  expect(readDelay(log("ABC: + stime -p", stime, "ABC: Path  0 -- 12 : 0 4 pi A = 0.00"))).toBeCloseTo(
    45.55595,
    9,
  );
});

it("the delay of a design that ABC is not called for is 0", () => {
  expect(readDelay(log("Don't call ABC as there is nothing to map."))).toBe(0);
});

it("a delay that ABC keeps to itself is an error", () => {
  expect(() => readDelay(log("ABC: + stime -p"))).toThrow("ABC reported no delay");
});

it("warnings are those about the design, each once", () => {
  expect(readWarnings(log())).toEqual([
    "wire m.b is used but has no driver.",
    "Identifier `m.b' is implicitly declared.",
  ]);
});
