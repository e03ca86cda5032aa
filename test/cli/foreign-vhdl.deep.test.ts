import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";

const example = await readFile(path.resolve(import.meta.dirname, "../../examples/foreign/mult4.vhd"), "utf8");
const lower = example.indexOf("library ieee", example.indexOf("end architecture"));
const [top, digit] = [example.slice(0, lower), example.slice(lower)];

const generic = `library ieee;
use ieee.std_logic_1164.all;
use ieee.numeric_std.all;
entity mult is
  generic (N : integer := 4);
  port (X, Y : in unsigned(N - 1 downto 0); P : out unsigned(2 * N - 1 downto 0));
end entity;
architecture rtl of mult is begin P <= X * Y; end architecture;
`;

/** `verify` of files in a folder of their own. */
const verify = (files: Readonly<Record<string, string>>, ...options: readonly string[]) =>
  withScratch(async (cwd) => {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(cwd, name), text);
    const { stdout, ...rest } = await tapirHere(["verify", ...Object.keys(files), ...options, "--json"], {
      cwd,
    });
    return { ...rest, designs: stdout === "" ? [] : (JSON.parse(stdout) as { designs: object[] }).designs };
  });

const asExample = ["--as", "IntMult n=4", "--port", "x=Input,y=Reg,r=R"];

test("words that Verilog reserves as names, Synopsys' arithmetic, undefined others: every operand passes", async () => {
  const levels = ["rtl", "gates", "exhaustive"];
  const { exitCode, designs } = await verify({ "m.vhd": example }, ...asExample, "--level", levels.join());
  expect(exitCode).toBe(0);
  expect(designs).toMatchObject(
    levels.map((level) => ({ level, verdict: "pass", vectors: 256, mismatches: 0 })),
  );
});

test("two files in any order, one wrong digit: it fails where a digit of y is 1", async () => {
  const wrong = digit.replace('"00" & A                  when', '"01" & A when');
  expect(wrong).not.toBe(digit);
  const { exitCode, designs } = await verify({ "top.vhd": top, "digit.vhdl": wrong }, ...asExample);
  expect(exitCode).toBe(1);
  expect(designs).toMatchObject([{ verdict: "fail", mismatches: 16 * (16 - 3 * 3) }]);
});

test("capitals make no other entity", async () => {
  const text = generic.replace("entity mult", "entity MULT");
  const { designs } = await verify(
    { "m.vhd": text },
    "--as",
    "IntMult n=4",
    "--port",
    "x=X,y=Y,r=P",
    "--top",
    "Mult",
  );
  expect(designs).toMatchObject([{ verdict: "pass", vectors: 256 }]);
});

describe("a generic", () => {
  const options = ["--as", "IntMult n=3", "--port", "x=X,y=Y,r=P", "--top", "mult"];

  test("is set by --parameter", async () => {
    const { designs } = await verify({ "m.vhd": generic }, ...options, "--parameter", "N=3");
    expect(designs).toMatchObject([{ verdict: "pass", vectors: 64 }]);
  });

  test.each([
    ["keeps its default otherwise", [], "is an input of 4 bits"],
    ["that is none is refused", ["--parameter", "Q=3"], 'no generic "q"'],
  ])("%s", async (_, more, message) => {
    const { exitCode, stderr, designs } = await verify({ "m.vhd": generic }, ...options, ...more);
    expect({ exitCode, designs }).toEqual({ exitCode: 2, designs: [] });
    expect(stderr).toContain(message);
  });
});

test.each([
  [
    "two entities, none above the other",
    { "m.vhd": generic + generic.replaceAll("mult", "other") },
    "name the one to measure with --top",
  ],
  ["no VHDL", { "m.vhd": "entity\n" }, "GHDL cannot read the files"],
  [
    "Verilog beside VHDL",
    { "m.vhd": generic, "n.v": "module n; endmodule\n" },
    "cannot be measured together",
  ],
])("%s: refused in words", async (_, files, message) => {
  const { exitCode, stderr, designs } = await verify(files, "--as", "IntMult n=4");
  expect({ exitCode, designs }).toEqual({ exitCode: 2, designs: [] });
  expect(stderr).toContain(message);
});
