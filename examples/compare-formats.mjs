/*
 * What does PLAM save beside an exact posit multiplier, and how wrong is it, as posits get wider?
 * (PLAM multiplies posits by adding their logarithms, approximately.)
 *
 *     node examples/compare-formats.mjs            # n = 8, 12 and 16 bits
 *     node examples/compare-formats.mjs 8 16 32    # other widths
 *
 * Areas and delays are in units of gates (NAND2, FO4), in the library that tapir brings along.
 */
import { errorStatistics, measure, parseDesign } from "tapir-rtl";

const widths = process.argv.length > 2 ? process.argv.slice(2) : ["8", "12", "16"];
const liberty = ["generic"];

console.log(" n  area exact   PLAM  saved  delay exact   PLAM  MRED");
for (const n of widths) {
  const exact = await measure(parseDesign(`PositMult n=${n} es=2`), { liberty });
  const plam = parseDesign(`PlamMult n=${n} es=2`);
  const approximate = await measure(plam, { liberty });
  const { mred_percent } = errorStatistics(plam, { samples: 20_000 });
  const saved = 100 * (1 - approximate.nand2_equivalents / exact.nand2_equivalents);
  console.log(
    [
      n.padStart(2),
      exact.nand2_equivalents.toFixed(0).padStart(11),
      approximate.nand2_equivalents.toFixed(0).padStart(6),
      `${saved.toFixed(0)} %`.padStart(6),
      (exact.delay_fo4 ?? NaN).toFixed(1).padStart(12),
      (approximate.delay_fo4 ?? NaN).toFixed(1).padStart(6),
      `${mred_percent.toFixed(2)} %`.padStart(7),
    ].join(" "),
  );
}
