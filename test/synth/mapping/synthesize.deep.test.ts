import { expect, it } from "vitest";
import { loadLibrary } from "../../../liberty/load.js";
import { synthesize } from "../../../synth/mapping/synthesize.js";
import { accumulator } from "../modules.js";

const library = await loadLibrary(["generic"]);

it("the WebAssembly Yosys does the same work", async () => {
  const [wasm, native] = await Promise.all(
    ["wasm", "native"].map((yosys) =>
      synthesize(
        { design: "the accumulator", verilog: accumulator, top: "accumulator" },
        { library, objective: "area", timeLimit: 60, yosys },
      ),
    ),
  );
  expect(wasm?.yosys).toContain("YoWASP");
  expect((wasm?.nand2_equivalents ?? 0) / (native?.nand2_equivalents ?? 0)).toBeCloseTo(1, 0);
  expect((wasm?.delay_fo4 ?? 0) / (native?.delay_fo4 ?? 0)).toBeCloseTo(1, 0);
});
