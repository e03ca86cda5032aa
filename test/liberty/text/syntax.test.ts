import { describe, expect, it } from "vitest";
import { attribute, groupsOf, numberAttribute, parseGroup } from "../../../liberty/text/syntax.js";

const opened = new Set(["library", "cell"]);
const parse = (body: string) => parseGroup(`library (l) {${body}}`, "x.lib", opened);

describe("Liberty attributes", () => {
  it.each([
    ["a simple one", "area : 1.5;", ["1.5"]],
    ["a string", 'area : "1.5 um" ;', ["1.5 um"]],
    ["an expression", "area : VDD + 0.5;", ["VDD + 0.5"]],
    ["no semicolon", "area : 1.5\n", ["1.5"]],
    ["no semicolon before a comment", "area : 1.5 /* um */\n", ["1.5"]],
    ["a line comment behind", "area : 1.5; // um }\n", ["1.5"]],
    ["a slash that is no comment", "area : 1/2/2011;", ["1/2/2011"]],
    ["a list", "area (1, pf);", ["1", "pf"]],
    ["a list without semicolon", "area (1,pf)\n", ["1", "pf"]],
    ["strings in a list", 'area ("1, 2", \\\n "3, 4");', ["1, 2", "3, 4"]],
    ["a string over two lines", 'area ("1, \\\r\n2");', ["1, 2"]],
    ["a string with braces and comment marks", 'area : "}/*{";', ["}/*{"]],
    ["an escaped quote", 'area : "a\\"b";', ['a\\"b']],
    ["an assignment", "area = 1.5;", ["1.5"]],
    ["a quoted name", '"area" : 1.5;', ["1.5"]],
    ["the last of two", "area : 1; area : 2;", ["2"]],
    ["stray semicolons", ";; area : 1;;", ["1"]],
    ["an empty list", "area ();", []],
  ])("%s", (_, text, values) => {
    expect(parse(text).attributes.get("area")).toEqual(values);
  });

  it("are numbers where they are numbers", () => {
    const group = parse("area : 1.5; name : x;");
    expect(numberAttribute(group, "area")).toBe(1.5);
    expect(numberAttribute(group, "name")).toBeUndefined();
    expect(attribute(group, "missing")).toBeUndefined();
  });
});

describe("Liberty groups", () => {
  it("are read in order, with all their names", () => {
    const library = parse('cell ("A") { area : 1; } cell (B, C) { area : 2 } ;');
    expect(groupsOf(library, "cell").map(({ names }) => names)).toEqual([["A"], ["B", "C"]]);
    expect(groupsOf(library, "cell").map((cell) => attribute(cell, "area"))).toEqual(["1", "2"]);
  });

  it("of other kinds are only measured", () => {
    const text = 'library(l){cell(A){timing(){x(1){v("}");}/* } */ // }\n y:"{"; } area:1;}}';
    const [timing] = parseGroup(text, "x.lib", opened).groups[0]?.groups ?? [];
    expect(timing?.attributes.size).toBe(0);
    expect(text.slice(timing?.start, timing?.end)).toMatch(/^timing.*"\{"; }$/s);
    expect(attribute(parseGroup(text, "x.lib", opened).groups[0] ?? expect.fail(), "area")).toBe("1");
  });

  it("can be opened later, from where they start", () => {
    const text = "library(l){ pin(A){ direction : input; } }";
    const start = parseGroup(text, "x.lib", opened).groups[0]?.start;
    expect(attribute(parseGroup(text, "x.lib", new Set(["pin"]), start), "direction")).toBe("input");
  });
});

describe("a text that is no Liberty", () => {
  it.each([
    ["nothing", "", "line 1: expected the name of a group, the file ends"],
    ["Verilog", "module m(input a);\nendmodule", 'line 1: expected "(", found "m(input'],
    ["an open library", "library (l) {\n cell (A) {}\n", "line 1: library (l) is never closed"],
    ["an open cell", "library (l) {\n cell (A) {\n area : 1;", "line 2: cell (A) is never closed"],
    ["an open table", "library (l) {\n\n timing () { {} ", "line 3: timing is never closed"],
    ["an open string", 'library (l) {\n a : "b;\n }', "line 2: a string is never closed"],
    ["an open list", "library (l) { a (b; }", 'line 1: expected ")", found "; }'],
    ["no attribute", "library (l) {\n a b;\n }", 'line 2: expected "(", found "b;'],
    ["bytes", "\u0000\u0001{}", 'line 1: expected "(", found "{}"'],
  ])("%s", (_, text, problem) => {
    expect(() => parseGroup(text, "x.lib", opened)).toThrow(`x.lib is no Liberty file: ${problem}`);
  });
});
