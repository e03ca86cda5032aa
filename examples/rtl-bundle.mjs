/*
 * Everything that a hardware project needs of some designs, in one folder: Verilog, self-checking test benches, manifests, the
 * clock's constraints, and a list of files for the simulator.
 *
 *     node examples/rtl-bundle.mjs bundle                                  # three designs, into bundle/
 *     node examples/rtl-bundle.mjs bundle PositAdd n=16 stages=2 handshake=ready
 *
 * Then, for each design:
 *
 *     cd bundle
 *     iverilog -g2012 -s PositMult_n16_es1_tb -f files.f -o tb.vvp && vvp -n tb.vvp
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generate, parseDesigns } from "tapir-rtl";

const [folder = "bundle", ...words] = process.argv.slice(2);
const usual = "PositMult PlamMult n=16 es=1 IntMac n=8 acc=24 form=sequential".split(" ");

await mkdir(folder, { recursive: true });
const sources = [];
for (const design of parseDesigns(words.length > 0 ? words : usual)) {
  const files = generate(design, { testbench: { vectors: 1000 } });
  for (const [name, text] of files) {
    await writeFile(join(folder, name), text);
    if (/\.s?v$/.test(name)) sources.push(name);
  }
  console.log(`${design.spec}: ${[...files.keys()].join(" ")}`);
}
await writeFile(join(folder, "files.f"), `${sources.join("\n")}\n`);
