import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { verifyRtl } from "../../../sim/icarus/verify.js";
import { withScratch } from "../../../tools/scratch.js";
import { adder } from "../designs.js";

/** The values that a signal of the design under test takes, a line each. */
function valuesOf(signal: string, vcd: string): string[] {
  const declared = vcd.slice(vcd.indexOf("$scope module dut"));
  const code = new RegExp(`\\$var \\w+ \\d+ (\\S+) ${signal} `).exec(declared)?.[1] ?? "";
  return vcd.split("\n").flatMap((line) => {
    const [value, of] = line.split(" ");
    return of === code && value?.startsWith("b") ? [value.slice(1)] : [];
  });
}

const threeWrong = "wire [4:0] sum = x + y; assign r = (x == 9 && y > 12) ? 0 : sum;";

test("failing vectors, and they alone, are left as waveforms of the whole design", async () => {
  await withScratch(async (folder) => {
    const result = await verifyRtl(adder(threeWrong), { vcdFolder: join(folder, "new") });
    expect(result).toMatchObject({ mismatches: 3, vcd: join(folder, "new", "Adder.rtl.vcd") });
    expect(await readdir(join(folder, "new"))).toEqual(["Adder.rtl.vcd"]);
    const vcd = await readFile(result.vcd ?? "", "utf8");
    expect(valuesOf("x", vcd)).toEqual(["1001"]);
    expect(valuesOf("y", vcd)).toEqual(["1101", "1110", "1111"]);
    expect(valuesOf("sum", vcd)).toEqual(["10110", "10111", "11000"]);
    expect(valuesOf("r", vcd)).toEqual(["0"]);
    expect(valuesOf("expected_r", vcd.replace("module tapir_testbench", "module dut"))).toEqual(
      valuesOf("sum", vcd),
    );
    expect(vcd.match(/^#\d+$/gm)).toEqual(["#0", "#1", "#2", "#3"]);
  });
});

test("no more than a hundred vectors are dumped", async () => {
  await withScratch(async (vcdFolder) => {
    const result = await verifyRtl(adder("assign r = x - y;"), { vcdFolder, chunk: 64 });
    expect(result.mismatches).toBe(240);
    const times = (await readFile(result.vcd ?? "", "utf8")).match(/^#\d+$/gm);
    expect(times?.at(-1)).toBe("#100");
  });
});

test("right designs and runs that failed leave no file", async () => {
  await withScratch(async (vcdFolder) => {
    expect(await verifyRtl(adder(), { vcdFolder })).not.toHaveProperty("vcd");
    expect(await verifyRtl(adder("assign r ="), { vcdFolder })).not.toHaveProperty("vcd");
    expect(await readdir(vcdFolder)).toEqual([]);
  });
});

test("a wrong design stays one where its waveforms cannot be written", async () => {
  await withScratch(async (folder) => {
    await writeFile(join(folder, "file"), "");
    const result = await verifyRtl(adder(threeWrong), { vcdFolder: join(folder, "file", "below") });
    const vcd_lost = expect.stringMatching(
      /^waveforms cannot be written to .*Adder.rtl.vcd: .*ENOTDIR/,
    ) as string;
    expect(result).toMatchObject({ verdict: "fail", mismatches: 3, vcd_lost });
    expect(result).not.toHaveProperty("vcd");
  });
});
