import { expect, test } from "vitest";
import { openImages } from "../../nn/data/open.js";
import { infer } from "../../nn/infer.js";
import { openNetworkFile } from "../../nn/network/open.js";

test("the network that comes with the program knows its images", async () => {
  const images = openImages("built-in");
  const { bytes } = openNetworkFile("lenet5", false);
  const [float32] = await infer({
    network: bytes,
    fold: false,
    images,
    calibration: images,
    rows: [],
    threads: 0,
  });
  expect(float32?.row.top1_percent).toBeGreaterThan(88);
});
