import { expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { foreignAs } from "../../library/foreign.js";
import { verify } from "../../sim/icarus/verify.js";

const names = new Map([
  ["x", "a"],
  ["y", "b"],
  ["r", "out"],
]);
const file = (name: string) => new URL(`../../examples/foreign/${name}`, import.meta.url).pathname;

const read = (spec: string, name: string, ports: ReadonlyMap<string, string> = names) =>
  foreignAs(parseDesign(spec), { files: [file(name)], ports, timeLimit: 60 });

test("a right multiplier passes on every operand, a wrong one fails where a is 255", async () => {
  const design = parseDesign("IntMult n=8");
  const [right, wrong] = await Promise.all(
    ["mult8.v", "mult8-wrong.v"].map(async (name) =>
      verify(design, (await read("IntMult n=8", name)).subject),
    ),
  );
  expect(right).toMatchObject({ verdict: "pass", exhaustive: true, vectors: 65_536, mismatches: 0 });
  // bit 9 of 255·b = 256·b − b is 1 for 127 of the 256 values of b
  const expected = Array.from({ length: 256 }, (_, b) => (255 * b) & 512).filter(Boolean).length;
  expect(wrong).toMatchObject({ verdict: "fail", exhaustive: true, mismatches: expected });
});

test("ports that do not fit are named, with what would be right", async () => {
  await expect(read("IntMult n=8", "mult8.v", new Map())).rejects.toThrow(
    "mult8 has no port 'x' for x; its ports are a, b, out: write --port x=…",
  );
  await expect(read("IntMult n=7", "mult8.v")).rejects.toThrow(
    "mult8's port a is an input of 8 bits; x of IntMult n=7 is an input of 7",
  );
  await expect(read("IntMult n=8", "mult8.v", new Map([["q", "a"]]))).rejects.toThrow("has no port 'q'");
  await expect(read("IntMult n=8 stages=2", "mult8.v")).rejects.toThrow("has registers");
  await expect(read("IntMult n=8", "none.v")).rejects.toThrow("cannot be read");
});
