import { describe, expect, test } from "vitest";
import { parseDesigns } from "../../generators/request.js";
import { sdcOf } from "../../generators/sdc.js";
import { meetFrequency } from "../../synth/frequency.js";
import { loadLibrary, osu018 } from "../../liberty/load.js";

const options = { library: await loadLibrary([osu018]), timeLimit: 60 };
const only = (request: string) => {
  const [design] = parseDesigns(request.split(" "));
  if (design === undefined) throw new Error("no design");
  return design;
};

describe("a frequency", () => {
  test("that is out of reach is refused with the best that was reached", async () => {
    await expect(meetFrequency(only("PlamMult n=4 es=0 frequency=9000"), options)).rejects.toThrow(
      /9000 MHz is out of reach; the best of \d+ numbers of stages tried was \d+ MHz, with \d+; objective=delay/,
    );
  });

  test("needs a library that knows ns", async () => {
    const generic = { ...options, library: await loadLibrary(["generic"]) };
    await expect(meetFrequency(only("PlamMult n=4 frequency=100"), generic)).rejects.toThrow(/knows no ns/);
  });

  test("leaves no Verilog before its stages are counted", () => {
    expect(() => only("PlamMult n=4 frequency=100").verilog()).toThrow(/are found by synthesis/);
  });
});

describe("the clock's constraints", () => {
  test("have the period that was asked for", () => {
    expect(sdcOf(only("PlamMult n=8 stages=2 frequency=400"))).toContain("set period 2.500\n");
  });

  test("are there for sequential designs, and for no others", () => {
    expect(sdcOf(only("IntMac n=4 acc=10 form=sequential"))).toContain("[get_ports clk]");
    expect(sdcOf(only("PlamMult n=8"))).toBeNull();
  });
});
