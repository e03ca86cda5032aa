import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { exportDesign, type Exported } from "../../export/formats.js";
import { generate } from "../../library/generate.js";
import { forBrowsers } from "../../site/build/for-browsers.js";
import { packageRoot } from "../../tools/package-root.js";
import { withScratch } from "../../tools/scratch.js";

/** The generator, golden models, test benches, exports, errors and charts. */
const core = `
  export { parseDesign } from "${packageRoot}/generators/request.js";
  export { generate } from "${packageRoot}/library/generate.js";
  export { exportDesign } from "${packageRoot}/export/formats.js";
  export { errorStatistics } from "${packageRoot}/error-metrics/sampled.js";
  export { heatmapChart } from "${packageRoot}/report/charts/heatmap.js";
`;

/** A script for browsers, and what of Node it asks for. */
const bundled = (code: string): Promise<{ script: string; ofNode: string[] }> =>
  withScratch(async (folder) => {
    const input = join(folder, "core.ts");
    await writeFile(input, code);
    const bundle = await rolldown({
      input,
      platform: "browser",
      external: /^node:/,
      logLevel: "silent",
      plugins: forBrowsers(),
    });
    try {
      const { output } = await bundle.generate({
        format: "iife",
        name: "tapir",
        globals: (id) => id.replaceAll(/\W/g, "_"),
      });
      return { script: output[0].code, ofNode: output[0].imports };
    } finally {
      await bundle.close();
    }
  });

test("the generator imports nothing of Node, and without it makes the same bytes", async () => {
  const { script, ofNode } = await bundled(core);
  expect(ofNode).toEqual([]);
  // A context has the language and no more: neither process nor require.
  const inside = runInNewContext(`${script}; tapir`, { TextEncoder }) as {
    parseDesign: typeof parseDesign;
    generate: typeof generate;
    exportDesign: typeof exportDesign;
  };
  // The second name is so long that it ends in a digest.
  for (const spec of ["PlamMult n=8 es=0", longestSpec]) {
    const [there, here] = [inside.parseDesign(spec), parseDesign(spec)];
    expect([...inside.generate(there)]).toEqual([...generate(here)]);
    expect([...inside.exportDesign(there.core, ["c"])]).toEqual([...exportDesign(here.core, ["c"])]);
  }
  const bytes = (files: Exported): unknown =>
    [...files].map(([name, content]) => [name, Array.from<unknown>(content)]);
  const [there, here] = [inside.parseDesign("IntMult n=4"), parseDesign("IntMult n=4")];
  expect(bytes(inside.exportDesign(there, tables))).toEqual(bytes(exportDesign(here, tables)));
});

const tables = ["npy", "header", "bin"] as const;
const longestSpec =
  "FloatMac wE=8 wF=7 wEa=8 wFa=23 subnormals=keep product=mitchell stages=2 handshake=ready reset=async active=low";

test("synthesis in a page imports nothing of Node either", async () => {
  const { ofNode } = await bundled(`export { synthesised } from "${packageRoot}/site/yosys/synthesised.ts";`);
  expect(ofNode).toEqual([]);
});

test("what does import something of Node is seen", async () => {
  const { ofNode } = await bundled(`export { programDigest } from "${packageRoot}/tools/program-digest.js";`);
  expect(ofNode).toContain("node:crypto");
});
