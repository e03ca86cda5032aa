import { describe, expect, it } from "vitest";
import { printBlif, type Blif } from "../../formal/blif.js";
import { readBlif } from "../../formal/read-blif.js";
import { clockObstacle, constantsIn, originsIn } from "../../formal/origins.js";

const circuit = (...lines: string[]): Blif =>
  readBlif([".model m", ".inputs clk d e r", ".outputs o", ".names $true", "1", ...lines, ".end"].join("\n"));

/** The next state of the only register. */
function next({ tables, registers }: Blif, given: Readonly<Record<string, boolean>>): boolean {
  const value = (signal: string): boolean => {
    const table = tables.find(({ output }) => output === signal);
    if (table === undefined) return given[signal] ?? false;
    const bits = table.inputs.map((input) => (value(input) ? "1" : "0"));
    return table.rows.some((row) => bits.every((bit, i) => row[i] === "-" || row[i] === bit));
  };
  return value(registers[0]?.d ?? "");
}

describe("a register of Yosys is a plain one with gates before it", () => {
  type Rule = (bits: Readonly<Record<"d" | "e" | "r" | "q", boolean>>) => boolean;
  const kinds: readonly (readonly [kind: string, rule: Rule])[] = [
    ["$_DFF_P_", ({ d }) => d],
    ["$_DFFE_PP_", ({ d, e, q }) => (e ? d : q)],
    ["$_DFFE_PN_", ({ d, e, q }) => (e ? q : d)],
    ["$_SDFF_PP0_", ({ d, r }) => (r ? false : d)],
    ["$_SDFF_PN1_", ({ d, r }) => (r ? d : true)],
    ["$_SDFFE_PP0P_", ({ d, e, r, q }) => (r ? false : e ? d : q)],
    ["$_SDFFE_PN1N_", ({ d, e, r, q }) => (r ? (e ? q : d) : true)],
    ["$_SDFFCE_PP1P_", ({ d, e, r, q }) => (e ? r || d : q)],
  ];
  it.each(kinds)("%s", (kind, rule) => {
    const pins = [
      `C=clk`,
      "D=d",
      "Q=q",
      ...(kind.includes("E") ? ["E=e"] : []),
      ...(kind.startsWith("$_S") ? ["R=r"] : []),
    ];
    const blif = circuit(`.subckt ${kind} ${pins.join(" ")}`);
    expect(blif.cells).toEqual([]);
    for (let word = 0; word < 16; word++) {
      const [d = false, e = false, r = false, q = false] = [1, 2, 4, 8].map((bit) => (word & bit) !== 0);
      expect({ word, next: next(blif, { d, e, r, q }) }).toEqual({ word, next: rule({ d, e, r, q }) });
    }
  });

  const other = "the register of q is reset without the clock, and not by a port";
  it.each([
    ["$_DFF_PN0_", "R=$true", undefined, undefined],
    ["$_DFF_PP0_", "R=low", undefined, undefined],
    ["$_DFF_PP0_", "R=$true", { signal: "$true", level: "1", value: "0" }, other],
    ["$_DFF_PN0_", "R=r", { signal: "r", level: "0", value: "0" }, undefined],
    ["$_DFF_PP1_", "R=both", { signal: "both", level: "1", value: "1" }, other],
    ["$_DFF_PP0_", "R=gated", { signal: "gated", level: "1", value: "0" }, undefined],
    ["$_DFFE_PP0P_", "E=e R=r", { signal: "r", level: "1", value: "0" }, undefined],
    ["$_DFFSR_PNP_", "S=$true R=r", { signal: "r", level: "1", value: "0" }, undefined],
    ["$_DFFSR_PNP_", "S=r R=low", { signal: "r", level: "0", value: "1" }, undefined],
    ["$_DFFSR_PNP_", "S=$true R=low", undefined, undefined],
  ])("%s with %s is reset by %j", (kind, pins, reset, obstacle) => {
    const gates = [".names $true low", "0 1", ".names r e both", "11 1", ".names r low gated", "10 1"];
    const blif = circuit(...gates, `.subckt ${kind} C=clk D=d Q=q ${pins}`);
    expect(blif.cells).toEqual([]);
    expect(blif.registers[0]?.reset).toEqual(reset);
    expect(clockObstacle(blif)).toBe(obstacle);
  });

  it("a flip-flop that is both set and reset is none", () => {
    const blif = circuit(".subckt $_DFFSR_PPP_ C=clk D=d Q=q S=e R=r");
    expect(clockObstacle(blif)).toBe("a $_DFFSR_PPP_ is no plain register");
  });
});

it.each([
  ["low", "low", undefined],
  ["low", "r", undefined],
  ["r", "low", undefined],
  ["$true", "low", "the register of q is reset without the clock, and not by a port"],
])("a register set by %s and reset by %s: %s", (set, reset, obstacle) => {
  const pins = `C=clk D=d Q=q S=${set} R=${reset}`;
  const blif = circuit(".names $true low", "0 1", `.subckt $_DFFSR_PPP_ ${pins}`);
  expect(clockObstacle(blif)).toBe(obstacle);
});

it("a network without registers is printed as it was read", () => {
  const text = ".model m\n.inputs a b\n.outputs o\n.names a b o\n1- 1\n-0 1\n.names $true\n1\n.end\n";
  expect(printBlif(readBlif(text))).toBe(text);
});

it("a network with registers is not printed, as a proof would take them for nothing", () => {
  expect(() => printBlif(circuit(".latch d q re clk 2"))).toThrow(/m holds state/);
  expect(() => printBlif(circuit(".subckt $_DLATCH_P_ E=e D=d Q=o"))).toThrow(/m holds state/);
});

it("signals are looked through to what they come from", () => {
  const originOf = originsIn(circuit(".names d a", "0 1", ".names a b", "1 1", ".names a e c", "11 1"));
  expect(originOf("b")).toEqual({ signal: "d", inverted: true });
  expect(originOf("c")).toEqual({ signal: "c", inverted: false });
});

it("signals are evaluated where they depend on constants alone, or on one that decides", () => {
  const constants = [".names one", "1", ".names zero", ".names $undef"];
  const gates = [
    ...[
      ".names one a inverted_and",
      "11 0",
      ".names zero a and",
      "11 1",
      ".names zero $undef or",
      "1- 1",
      "-1 1",
    ],
    ...[".names a b", "1 1", ".names looped looped", "1 1", ".names one not_one", "0 1"],
  ];
  const constantOf = constantsIn(circuit(...constants, ...gates));
  expect(["one", "zero", "and", "not_one"].map(constantOf)).toEqual(["1", "0", "0", "0"]);
  expect(["a", "b", "inverted_and", "or", "looped", "$undef"].map(constantOf)).toEqual(
    Array(6).fill(undefined),
  );
});

describe("every register is clocked by the rising edge of clk", () => {
  it.each([
    [".latch d q re clk 2", undefined],
    [".latch d q re buffered 2", undefined],
    [".latch d q fe inverted 2", undefined],
    [".latch d q fe clk 2", "the register of q is not clocked by the rising edge of clk"],
    [".latch d q re inverted 2", "the register of q is not clocked by the rising edge of clk"],
    [".latch d q re e 2", "the register of q is not clocked by the rising edge of clk"],
  ])("%s", (latch, fault) => {
    const clocks = [".names clk buffered", "1 1", ".names clk inverted", "0 1"];
    expect(clockObstacle(circuit(...clocks, latch))).toBe(fault);
  });
});
