import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { errorStatistics } from "../../error-metrics/sampled.js";
import { exhaustiveErrors } from "../../error-metrics/exhaustive/run.js";
import { verifyRtl } from "../../sim/icarus/verify.js";
import { withScratch } from "../../tools/scratch.js";
import { file, read } from "./read-foreign.js";
import { tapirHere } from "./run-here.js";

/** Bit 9 of 255·b = 256·b − b is 1 for 127 of the 256 values of b. */
const wrong = Array.from({ length: 256 }, (_, b) => (255 * b) & 512).filter(Boolean).length;

test("a right multiplier passes on every operand, a wrong one fails where a is 255", async () => {
  const [right, found] = await Promise.all(
    ["mult8.v", "mult8-wrong.v"].map(async (name) => verifyRtl(await read("IntMult n=8", [file(name)]))),
  );
  expect(right).toMatchObject({ verdict: "pass", exhaustive: true, vectors: 65_536, mismatches: 0 });
  expect(found).toMatchObject({ verdict: "fail", exhaustive: true, mismatches: wrong });
});

test("errors are those of the files, and not of the design that they stand for", async () => {
  await withScratch(async (cwd) => {
    const source = path.join(cwd, "m3.v");
    await writeFile(
      source,
      "module m3 (input [2:0] a, input [2:0] b, output [5:0] p); assign p = a * b - (&a); endmodule\n",
    );
    const design = await read("IntMult n=3", [source], "x=a,y=b,r=p");
    // where a is 7 the product is 1 too small, and of 0 it is 63
    const expected = { med: (7 + 63) / 64, wce: 63, error_rate_percent: (100 * 8) / 64 };
    expect(errorStatistics(design)).toMatchObject(expected);
    expect(await exhaustiveErrors(design)).toMatchObject(expected);
  });
});

describe("an accumulator", () => {
  const mac = "IntMac n=8 acc=24 form=sequential";
  const names = "rst=reset,clear=first,en=enable,x=a,y=b,r=sum,valid=done";

  test("is judged by what comes out of it, from a reset on", async () => {
    const design = await read(mac, [file("mac8.v")], names);
    const found = await verifyRtl(design);
    expect(found).toMatchObject({ verdict: "pass", mismatches: 0 });
    expect(found.vectors).toBeGreaterThan(10_000);
  });

  test.each([
    ["adds where nothing is enabled", "if (enable)", "if (1)"],
    ["keeps its sum where a new one starts", "else if (first) held <= 0;", ""],
    ["says that it is done when it is not", "done <= enable;", "done <= 1;"],
    ["takes one operand for another", "held + a * b", "held + a * (b == -128 ? -127 : b)"],
  ])("that %s fails", async (_, right, other) => {
    await withScratch(async (cwd) => {
      const text = await readFile(file("mac8.v"), "utf8");
      expect(text).toContain(right);
      const source = path.join(cwd, "mac8.v");
      await writeFile(source, text.replace(right, other));
      expect(await verifyRtl(await read(mac, [source], names))).toMatchObject({ verdict: "fail" });
    });
  });
});

const squarer = `module square #(parameter int N = 2) (input logic clock, input logic [N-1:0] u, w, output logic [2*N-1:0] p);
  logic [N-1:0] u1, w1;
  always_ff @(posedge clock) begin u1 <= u; w1 <= w; end
  always_ff @(posedge clock) p <= u1 * w1;
endmodule
`;

describe("files of other kinds", () => {
  test("a pipeline in SystemVerilog, at a value of its parameter", async () => {
    await withScratch(async (cwd) => {
      const source = path.join(cwd, "square.sv");
      await writeFile(source, squarer);
      const clocked = "clk=clock,x=u,y=w,r=p";
      const design = await read("IntMult n=3 stages=2", [source], clocked, { parameters: "N=3" });
      expect(design.module().registers.length).toBeGreaterThan(0);
      expect(await verifyRtl(design)).toMatchObject({ verdict: "pass" });
      const late = await read("IntMult n=3 stages=3", [source], clocked, { parameters: "N=3" });
      expect(await verifyRtl(late)).toMatchObject({ verdict: "fail" });
      expect(() => errorStatistics(design)).toThrow("errors are measured of combinational modules");
    });
  });

  test.each([
    ["after.sv", "import p::*; endmodule", "sv2v"],
    ["bench.v", "reg t; initial begin t = 0; #1 $display(t); end endmodule", "A test bench is no core"],
  ])("what would be right is said of %s, which Yosys cannot read", async (name, text, said) => {
    await withScratch(async (cwd) => {
      const source = path.join(cwd, name);
      await writeFile(source, `module core (input [1:0] x, y, output [3:0] r); ${text}`);
      await expect(read("IntMult n=2", [source], "")).rejects.toThrow(said);
    });
  });

  test("a byte order mark, as editors of Windows put first, is no part of the text", async () => {
    await withScratch(async (cwd) => {
      const source = path.join(cwd, "marked.v");
      await writeFile(
        source,
        "\ufeffmodule m (input [1:0] x, y, output [3:0] r); assign r = x * y; endmodule\r\n",
      );
      expect(await verifyRtl(await read("IntMult n=2", [source], ""))).toMatchObject({ verdict: "pass" });
    });
  });

  test("what a file includes stands beside it; of several modules the top is found", async () => {
    await withScratch(async (cwd) => {
      await writeFile(path.join(cwd, "half.vh"), "`define PRODUCT a * b\n");
      const source = path.join(cwd, "two.v");
      await writeFile(
        source,
        `\`include "half.vh"
module inner (input [1:0] a, input [1:0] b, output [3:0] p); assign p = \`PRODUCT; endmodule
module outer (input [1:0] x, input [1:0] y, output [3:0] r); inner i (.a(x), .b(y), .p(r)); endmodule
`,
      );
      expect(await verifyRtl(await read("IntMult n=2", [source], ""))).toMatchObject({ verdict: "pass" });
      const inner = await read("IntMult n=2", [source], "x=a,y=b,r=p", { top: "inner" });
      expect(inner.moduleName).toBe("tapir_inner");
    });
  });

  test.each([
    [3, "a0.v+a1.v+a2.v as IntMult n=2"],
    [4, "a0 (4 files) as IntMult n=2"],
  ])("of %i files, it is called %s", async (count, spec) => {
    await withScratch(async (cwd) => {
      const files = Array.from({ length: count }, (_, at) => path.join(cwd, `a${at}.v`));
      for (const [at, each] of files.entries())
        await writeFile(
          each,
          at === 0
            ? "module a0 (input [1:0] x, y, output [3:0] r); assign r = x * y; endmodule\n"
            : `module a${at} (input x); endmodule\n`,
        );
      expect((await read("IntMult n=2", files, "", { top: "a0" })).spec).toBe(spec);
    });
  });

  test("an input that the design does not have is tied to a number", async () => {
    await withScratch(async (cwd) => {
      const source = path.join(cwd, "mode.v");
      await writeFile(
        source,
        "module mode (input [1:0] x, input [1:0] y, input [1:0] op, input go, output [3:0] r, output busy);\n" +
          "assign r = !go ? 0 : op == 2 ? x * y : x + y; assign busy = go; endmodule\n",
      );
      const tied = (ties?: string) => read("IntMult n=2", [source], "", ties === undefined ? {} : { ties });
      expect(await verifyRtl(await tied("op=2,go=1"))).toMatchObject({ verdict: "pass", vectors: 16 });
      expect(await verifyRtl(await tied("op=3,go=1"))).toMatchObject({ verdict: "fail" });
      await expect(tied("op=2")).rejects.toThrow(
        "mode's input go is none of IntMult n=2; say what it is: --tie go=1",
      );
      await expect(tied("op=4,go=1")).rejects.toThrow(
        "--tie op=4: mode's input op has 2 bits, and 4 needs more",
      );
      for (const name of ["no", "x", "busy"])
        await expect(tied(`op=2,go=1,${name}=0`)).rejects.toThrow(
          `--tie ${name}=0: mode has no input '${name}' beside those of IntMult n=2`,
        );
    });
  });

  // Yosys 0.23 ended by an assertion where a parameter was set and instances were connected to an array of wires.
  test("parameters may be set whatever the module has in it", async () => {
    await withScratch(async (cwd) => {
      const source = path.join(cwd, "rows.v");
      await writeFile(
        source,
        `module rows #(parameter N = 4) (input [N-1:0] x, input [N-1:0] y, output [2*N-1:0] r);
           wire [2*N-1:0] sum [0:N]; assign sum[0] = 0; assign r = sum[N];
           genvar i;
           generate for (i = 0; i < N; i = i + 1) begin: row
             plus #(.W(2*N)) p (sum[i], y[i] ? x << i : {2*N{1'b0}}, sum[i+1]);
           end endgenerate
         endmodule
         module plus #(parameter W = 2) (input [W-1:0] a, input [W-1:0] b, output [W-1:0] s); assign s = a + b; endmodule\n`,
      );
      const core = await read("IntMult n=3", [source], "", { parameters: "N=3" });
      expect(core.moduleName).toBe("tapir_rows");
      expect(await verifyRtl(core)).toMatchObject({ verdict: "pass", vectors: 64 });
    });
  });

  test("of modules that no other instantiates none is chosen", async () => {
    await withScratch(async (cwd) => {
      const source = path.join(cwd, "several.v");
      const modules = ["*", "+"].map(
        (sign, i) =>
          `module m${i} (input [1:0] x, input [1:0] y, output [3:0] r); assign r = x ${sign} y; endmodule\n`,
      );
      await writeFile(source, modules.join(""));
      await expect(read("IntMult n=2", [source], "")).rejects.toThrow(
        "2 modules that no other instantiates, m0, m1; name one with --top",
      );
      for (const [top, verdict] of [
        ["m0", "pass"],
        ["m1", "fail"],
      ] as const)
        expect(await verifyRtl(await read("IntMult n=2", [source], "", { top }))).toMatchObject({ verdict });
    });
  });

  test("a bit that nothing drives is the module's fault, and not the program's", async () => {
    await withScratch(async (cwd) => {
      const source = path.join(cwd, "undriven.v");
      await writeFile(
        source,
        "module m (input [1:0] x, input [1:0] y, output [3:0] r); assign r[2:0] = x * y; endmodule\n",
      );
      for (const command of ["audit", "power"]) {
        const { exitCode, stdout, stderr } = await tapirHere([
          command,
          source,
          "--as",
          "IntMult n=2",
          "--json",
        ]);
        expect(exitCode).toBe(2);
        expect(stdout + stderr).toContain("nothing drives it in the RTL");
        expect(stdout + stderr).not.toContain("mistake of tapir");
      }
    });
  });

  test("VHDL is GHDL's to read; where it is missing, that is said", async () => {
    await withScratch(async (cwd) => {
      const source = path.join(cwd, "mult.vhd");
      await writeFile(source, "entity mult is end;\n");
      const { exitCode, stderr } = await tapirHere(
        ["verify", source, "--as", "IntMult n=2", "--top", "mult"],
        { env: { PATH: cwd } },
      );
      expect(exitCode).toBe(2);
      expect(stderr).toContain("GHDL (ghdl) is not installed");
    });
  });

  const proved = { level: "formal", verdict: "proved" };
  const doubtful = { level: "formal", verdict: "undecided", failure: { kind: "don't care" } };
  const two = "2'd2: r = y << 1;";
  const otherwise = "default: r = 4'bx;";
  test.each([
    ["that never happens is proved to do no harm", "", `${two} ${otherwise}`, "pass", proved, 0],
    ["of a case of all values without a default", "", two, "pass", proved, 0],
    ["in a pipeline", " stages=1", `${two} ${otherwise}`, "pass", proved, 0],
    ["that happens is a mismatch", "", otherwise, "fail", doubtful, 1],
    ["that happens in a pipeline", " stages=1", otherwise, "fail", doubtful, 1],
  ])("an undefined value %s", async (_, stages, rest, verdict, formal, code) => {
    await withScratch(async (cwd) => {
      const [clock, when] = stages === "" ? ["", "@*"] : ["input clk, ", "@(posedge clk)"];
      const choices = `2'd0: r = 0; 2'd1: r = y; ${rest} 2'd3: r = 3 * y;`;
      const source = `module m (${clock}input [1:0] x, input [1:0] y, output reg [3:0] r); always ${when} case (x) ${choices} endcase endmodule\n`;
      await writeFile(path.join(cwd, "m.v"), source);
      const words = ["verify", "m.v", "--as", `IntMult n=2${stages}`, "--level", "rtl,formal", "--json"];
      const { exitCode, stdout } = await tapirHere(words, { cwd });
      const { designs } = JSON.parse(stdout) as { designs: object[] };
      expect(designs).toMatchObject([{ level: "rtl", verdict }, formal]);
      expect(exitCode).toBe(code);
    });
  });

  test.each([
    ["right", "x * y", "pass", 0],
    ["wrong", "x * y | 1", "fail", 16 - 2 * 2],
  ])(
    "a core that prints is judged by its results all the same: %s",
    async (_, value, verdict, mismatches) => {
      await withScratch(async (cwd) => {
        const source = path.join(cwd, "prints.v");
        const body = `assign r = ${value}; always @(x or y) $display("%d times %d", x, y); initial $display("done");`;
        await writeFile(
          source,
          `module prints (input [1:0] x, input [1:0] y, output [3:0] r); ${body} endmodule\n`,
        );
        const found = await verifyRtl(await read("IntMult n=2", [source], ""));
        expect(found).toMatchObject({ verdict, vectors: 16, mismatches });
      });
    },
  );

  test("a loop of gates is refused", async () => {
    await withScratch(async (cwd) => {
      const source = path.join(cwd, "loop.v");
      await writeFile(
        source,
        "module loop (input [1:0] x, input [1:0] y, output [3:0] r); wire q; assign q = ~(x[0] & q); assign r = {4{q}} & {x, y}; endmodule\n",
      );
      await expect(read("IntMult n=2", [source], "")).rejects.toThrow("combinational loop");
    });
  });
});

describe("commands with --as", () => {
  const as = ["--as", "IntMult n=2", "--port", "x=a,y=b,r=p"];
  const small = "module m2 (input [1:0] a, input [1:0] b, output [3:0] p); assign p = a * b; endmodule\n";

  test("designs that are named stand in the same table", async () => {
    await withScratch(async (cwd) => {
      await writeFile(path.join(cwd, "m2.v"), small);
      const words = ["synth", "m2.v", "IntMult", "n=2", "objective=area", ...as, "--no-cache", "--json"];
      const { stdout } = await tapirHere(words, { cwd });
      const { designs } = JSON.parse(stdout) as { designs: { design: string; nand2_equivalents: number }[] };
      expect(designs.map(({ design }) => design)).toEqual([
        "m2.v as IntMult n=2",
        "IntMult n=2 objective=area",
      ]);
      for (const { nand2_equivalents } of designs) expect(nand2_equivalents).toBeGreaterThan(5);
    });
  });

  test("a file without --as, and --as without a file, are refused", async () => {
    expect(await tapirHere(["synth", "m2.v"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("say with --as what it computes") as string,
    });
    expect(await tapirHere(["synth", "IntMult", "n=2", ...as])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("--as says what files compute; name them") as string,
    });
  });
});

test("ports that do not fit are named, with what would be right", async () => {
  const mult8 = [file("mult8.v")];
  await expect(read("IntMult n=8", mult8, "")).rejects.toThrow(
    "mult8 has no port 'x' for x; its ports are a, b, out: write --port x=…",
  );
  await expect(read("IntMult n=7", mult8)).rejects.toThrow(
    "mult8's port a is an input of 8 bits; x of IntMult n=7 is an input of 7",
  );
  await expect(read("IntMult n=8", mult8, "q=a")).rejects.toThrow("has no port 'q'");
  await expect(read("IntMult n=8", mult8, "x=a,y=a,r=out")).rejects.toThrow(
    "x and y of IntMult n=8 are both mult8's port a",
  );
  await expect(read("IntMult n=8", [file("none.v")])).rejects.toThrow("cannot be read");
});
