import { expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { synthesizeForFpga } from "../../synth/fpga/synthesize.js";

test("a design for an FPGA takes fewer look-up tables than the design for cells", async () => {
  const options = { target: "xilinx", timeLimit: 120 } as const;
  const [cells, made] = await Promise.all(
    ["", " target=xilinx"].map((target) =>
      synthesizeForFpga(parseDesign(`PlamMult n=16 es=1${target}`), options),
    ),
  );
  expect(made?.luts).toBeLessThan(cells?.luts ?? 0);
});
