import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { foreignDesign } from "../../library/foreign/foreign-design.js";
import { withMemoryFiles } from "../../library/foreign/memory-files.js";
import { verifyRtl } from "../../sim/icarus/verify.js";
import { withScratch } from "../../tools/scratch.js";

/** A source's text with a file of this content beside it. */
const read = (call: string, data: string) =>
  withScratch(async (folder) => {
    await writeFile(path.join(folder, "t.mem"), data);
    return withMemoryFiles(call, path.join(folder, "m.v"));
  });

const rom = "reg [7:0] t [0:3];";

describe("what a memory is filled with stands in the call's place", () => {
  test.each([
    [
      "hexadecimal",
      `${rom} initial $readmemh("t.mem", t);`,
      "0 1f\n2_0 xz",
      "t[0] = 4'h0; t[1] = 8'h1f; t[2] = 8'h2_0; t[3] = 8'hxz;",
    ],
    ["binary", `${rom} initial $readmemb ( "t.mem" , t ) ;`, "01 1", "t[0] = 2'b01; t[1] = 1'b1;"],
    [
      "with comments",
      `${rom} initial $readmemh("t.mem", t);`,
      "// 7\n1 /* 2\n3 */ 4",
      "t[0] = 4'h1; t[1] = 4'h4;",
    ],
    [
      "with addresses",
      `${rom} initial $readmemh("t.mem", t);`,
      "1 @0a 2 3",
      "t[0] = 4'h1; t[10] = 4'h2; t[11] = 4'h3;",
    ],
    ["from a start on", `${rom} initial $readmemh("t.mem", t, 2);`, "1 2", "t[2] = 4'h1; t[3] = 4'h2;"],
    [
      "from a start that is computed",
      `${rom} initial $readmemh("t.mem", t, N-2, N);`,
      "1 2",
      "t[(N-2) + 0] = 4'h1; t[(N-2) + 1] = 4'h2;",
    ],
    [
      "from the memory's lowest address on",
      `logic [3:0] s, t [7:4]; initial $readmemh("t.mem", t);`,
      "1 2",
      "t[4] = 4'h1; t[5] = 4'h2;",
    ],
    [
      "of a memory as long as a parameter says",
      `reg t [N-1:0]; initial $readmemh("t.mem", t);`,
      "1",
      "t[0] = 4'h1;",
    ],
    ["of SystemVerilog", `logic [3:0] t [4]; initial $readmemh("t.mem", t);`, "1", "t[0] = 4'h1;"],
    [
      "whose name a parameter has",
      `parameter N = 4, FILE = "t.mem"; ${rom} initial $readmemh(FILE, t);`,
      "1",
      "t[0] = 4'h1;",
    ],
  ])("%s", async (_, call, data, assignments) => {
    const text = await read(call, data);
    expect(text).toBe(call.replace(/\$readmem[^;]*;/, () => `begin ${assignments} end`));
  });

  test("comments and strings are left alone", async () => {
    const text =
      '// $readmemh("a.mem", t);\n/* $readmemh("a.mem", t); */ initial $display("$readmemh(t, t);");';
    expect(await read(text, "")).toBe(text);
  });
});

test.each([
  [
    `${rom} initial $readmemh("other.mem", t);`,
    "",
    /other\.mem cannot be read: .*m\.v fills a memory with it/,
  ],
  [`${rom} initial $readmemh("t.mem", t);`, "1 2g", /t\.mem: '2g' is no hexadecimal number/],
  [`${rom} initial $readmemb("t.mem", t);`, "2", /t\.mem: '2' is no binary number/],
  [`${rom} initial $readmemh("t.mem", t, 3, 0);`, "1", /fills t downwards, from 3 to 0/],
  [`${rom} initial $readmemh(FILE, t);`, "1", /not clear which file FILE names/],
  [`reg t [N:M]; initial $readmemh("t.mem", t);`, "1", /not clear where memory t begins/],
])("%s is refused", async (call, data, message) => {
  await expect(read(call, data)).rejects.toThrow(message);
});

test("a core with a table in a file computes what is in the file", async () => {
  await withScratch(async (folder) => {
    const source = path.join(folder, "m2.v");
    const fill = (table: readonly number[]) =>
      writeFile(path.join(folder, "t.mem"), table.map((word) => word.toString(16)).join("\n"));
    await writeFile(
      source,
      `module m2 (input [1:0] x, input [1:0] y, output [3:0] r);
         reg [3:0] t [0:15]; initial $readmemh("t.mem", t); assign r = t[{x, y}]; endmodule\n`,
    );
    const core = () =>
      foreignDesign(parseDesign("IntMult n=2"), {
        ...{ files: [source], top: undefined, ports: new Map<string, string>(), timeLimit: 60 },
      });
    const products = Array.from({ length: 16 }, (_, i) => (i >> 2) * (i & 3));
    await fill(products);
    const right = await core();
    expect(await verifyRtl(right)).toMatchObject({ verdict: "pass", vectors: 16 });
    await fill(products.with(15, 8));
    const wrong = await core();
    expect(await verifyRtl(wrong)).toMatchObject({ verdict: "fail", mismatches: 1 });
    // So nothing that was measured of one is taken for the other's.
    expect(wrong.verilog()).not.toBe(right.verilog());
  });
});
