import { everyArchitecture, type Architecture } from "./contract/architecture.js";
import type { Design } from "./design.js";
import { viewsOf } from "./verilog.js";
import { makeDesign, writtenValues } from "./make-design.js";
import { objectives } from "./contract/architecture.js";

/**
 * The design with default objective and architecture; null if its datapath is the same. Of a foreign module: the design that it
 * stands for.
 */
export function plainVariant(design: Design): Design | null {
  if (design.foreign !== undefined) return design.foreign.as;
  if (design.operator.architecture === undefined) return null;
  const plain = variant(design, {});
  return datapath(plain) === datapath(design) ? null : plain;
}

/**
 * The design under every objective, in every architecture that agrees with the choices made by hand. Architectures with
 * equal datapaths count once.
 */
export function variants(design: Design): Design[] {
  const { operator, chosen } = design;
  const usual = { ...variant(design, {}).architecture, ...chosen };
  const architectures = everyArchitecture(operator.architecture?.choices).filter((each) => {
    const idle = operator.architecture?.idle?.(design.parameters, each) ?? [];
    const kept = [...Object.keys(chosen), ...idle];
    return kept.every((name) => each[name] === usual[name]);
  });
  const made = new Map<string, Architecture>();
  for (const architecture of architectures) {
    const text = datapath(variant(design, architecture));
    if (!made.has(text)) made.set(text, architecture);
  }
  return objectives.flatMap((objective) =>
    [...made.values()].map((architecture) => variant(design, { ...architecture, objective })),
  );
}

const variant = (design: Design, chosen: Readonly<Record<string, string>>): Design =>
  makeDesign(design.operator, {
    ...writtenValues({ ...design, chosen: {}, objective: "balanced" }),
    ...chosen,
  });

/** What the Verilog is printed from, without the name that it goes by. */
const datapath = (design: Design): string =>
  JSON.stringify(viewsOf(design)).replaceAll(design.moduleName, "");
