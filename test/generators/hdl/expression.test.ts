import { describe, expect, test } from "vitest";
import { evaluate, Module, ModuleError, moduleView, v, WidthError } from "../../../generators/hdl/index.js";
import { print } from "../../../generators/hdl/print.js";

const m = Module.create("m");
const a = m.input("a", 8);
const b = m.input("b", 8);
const c = m.input("c", 1);
const none = m.input("none", 0);

describe("the v tag prints what it was given, extended in writing", () => {
  test.each([
    [v`${a} & ${b}`, 8, "a & b"],
    [v`${a} & ${b} | ${a}`, 8, "(a & b) | a"],
    [v`${a} ^ ${b} ^ ${a}`, 8, "a ^ b ^ a"],
    [v`~(|${a})`, 1, "~(|a)"],
    [v`${c} ? ${a} : ${b}`, 8, "c ? a : b"],
    [v`{${a}[7:4], {4{${c}}}}`, 8, "{a[7:4], {4{c}}}"],
    [v`${a}[3]`, 1, "a[3]"],
    [v`${a} + ${b}`, 8, "a + b"],
    [v`${a} + ${b}`, 9, "{1'b0, a} + {1'b0, b}"],
    [v`${a} + ${b} + ${c}`, 9, "{1'b0, a} + {1'b0, b} + {8'b0, c}"],
    [v`${a} - (${b} - ${a})`, 8, "a - (b - a)"],
    [v`${a} == 8'd${17}`, 1, "a == 8'd17"],
    [v`${a} >> ${b}[2:0]`, 8, "a >> b[2:0]"],
    [v`{${none}, ${a}, ${none}}`, 8, "a"],
    [v`|${none}`, 1, "1'b0"],
    [v`&${none}`, 1, "1'b1"],
    [v`${a} ^ {8{1'b0}}`, 8, "a"],
  ])("%#", (expression, width, text) => {
    expect(print(expression.node, width)).toBe(text);
  });
});

describe("what does not fit is refused", () => {
  test.each([
    ["operands of different widths", () => v`${a} & ${c}`, WidthError],
    ["a condition of many bits", () => v`${a} ? ${a} : ${b}`, WidthError],
    ["alternatives of different widths", () => v`${c} ? ${a} : ${c}`, WidthError],
    ["a slice beyond the signal", () => v`${a}[8:1]`, WidthError],
    ["a literal too large", () => v`3'd8`, WidthError],
    ["an unsized number", () => v`${a} + 1`, ModuleError],
    ["a missing parenthesis", () => v`(${a}`, ModuleError],
    ["a stray character", () => v`${a} % ${b}`, ModuleError],
  ])("%s", (_, build, error) => {
    expect(build).toThrow(error);
  });
});

describe("a module", () => {
  test("names the signal whose width is wrong", () => {
    expect(() => Module.create("m").wire("total", 7, v`${a} + ${b}`)).toThrow(
      "total is declared with 7 bits, but what drives it has 8 to 9",
    );
  });

  test("refuses a name twice, a reserved word and no identifier", () => {
    const own = Module.create("own");
    own.input("x", 1);
    expect(() => own.input("x", 1)).toThrow("already has a signal 'x'");
    expect(() => own.input("reg", 1)).toThrow(ModuleError);
    expect(() => own.input("x y", 1)).toThrow(ModuleError);
  });

  test("emits only what an output depends on", () => {
    const own = Module.create("own");
    const x = own.input("x", 4);
    const used = own.wire("used", 4, v`~${x}`);
    own.wire("unused", 4, v`~${used}`);
    own.output("r", 4, used);
    expect(own.wires.map(({ name }) => name)).toEqual(["used"]);
  });
});

describe("evaluation follows Verilog", () => {
  const value = (expression: ReturnType<typeof v>, width: number): bigint | undefined => {
    const own = Module.create("own");
    own.input("unused", 1);
    own.output("r", width, expression);
    return evaluate(own, {}).r;
  };
  test.each([
    [v`8'd200 + 8'd100`, 8, 44n],
    [v`8'd200 + 8'd100`, 9, 300n],
    [v`8'd3 - 8'd5`, 9, 0x1fen],
    [v`8'd200 * 8'd100`, 16, 20000n],
    [v`{4'd5, {2{2'b10}}}`, 8, 0x5an],
    [v`^8'b10110000`, 1, 1n],
    [v`&8'hff`, 1, 1n],
    [v`~4'b0101`, 4, 10n],
    [v`4'd3 < 4'd4`, 1, 1n],
    [v`8'h81 << 3'd1`, 8, 2n],
  ])("%#", (expression, width, expected) => {
    expect(value(expression, width)).toBe(expected);
  });
});

describe("registers", () => {
  const accumulator = (): Module => {
    const own = Module.create("accumulator");
    const x = own.input("x", 8);
    const rst = own.input("rst", 1);
    const sum = own.register("sum", 8);
    own.next(sum, { value: own.wire("added", 8, v`${sum} + ${x}`), reset: rst });
    own.output("r", 8, sum);
    return own;
  };

  test("a register's next state is emitted, though no output depends on it but through the register", () => {
    const { ports, sections } = moduleView(accumulator());
    expect(ports[0]).toMatch(/^input +wire +clk,$/);
    expect(sections[0]?.lines).toEqual(["reg  [7:0] sum;", "wire [7:0] added = sum + x;"]);
    expect(sections[0]?.clocked).toEqual([
      { event: "posedge clk", lines: ["if (rst) sum <= 8'b0;", "else sum <= added;"] },
    ]);
  });

  test("a register without a next state is refused", () => {
    const own = Module.create("own");
    own.output("r", 4, own.register("held", 4));
    expect(() => moduleView(own)).toThrow("the register held has no next state");
  });
});
