import { test } from "vitest";
import { readFileSync } from "node:fs";
import { parseDesigns } from "../../generators/request.js";
import { loadLibrary } from "../../synth/liberty/load.js";
import { synthesize } from "../../synth/synthesize.js";
import { verifyFormally } from "../../synth/formal/verify-formal.js";
import { verifyGates } from "../../synth/verify-gates.js";

test("try", async () => {
  const library = await loadLibrary(["generic"]);
  for (const design of parseDesigns(["PlamMult", "n=6", "es=1"])) {
    const s = await synthesize({ design: design.spec, verilog: design.verilog(), top: design.moduleName }, { library, objective: design.objective, timeLimit: 600 });
    console.log(JSON.stringify(await verifyGates(design, s, { library, timeLimit: 100 })));
    console.log(JSON.stringify(await verifyFormally(design, s, { library, timeLimit: 100 })));
    const broken = { ...s, netlist: s.netlist.replace("NOR2_X1", "NAND2_X1") };
    console.log(JSON.stringify(await verifyGates(design, broken, { library, timeLimit: 100, listed: 1 })));
    console.log(JSON.stringify(await verifyFormally(design, broken, { library, timeLimit: 100 })));
    if (design.parameters.n === 6) {
    console.log("wasm", JSON.stringify(await verifyFormally(design, s, { library, timeLimit: 100, yosys: "wasm" })));
    console.log("wasm", JSON.stringify(await verifyFormally(design, broken, { library, timeLimit: 100, yosys: "wasm" })));
    }
  }
});
