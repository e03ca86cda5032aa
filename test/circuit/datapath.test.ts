import { expect, test } from "vitest";
import { parseDesign } from "../../generators/request.js";
import { moduleCircuit } from "../../circuit/from-rtl.js";
import { datapathOf, gatesIn } from "../../circuit/datapath.js";

test("gates that are alike in an RTL's text are not one in its datapath", () => {
  const design = parseDesign("PositMult n=16 es=2");
  const datapath = datapathOf(design);
  expect(gatesIn(datapath)).toBeGreaterThan(
    gatesIn({ ...datapath, circuit: moduleCircuit(design.module()) }),
  );
});

test("what an RTL reads by index may be misread", () => {
  const { circuit, misreadings } = datapathOf(parseDesign("PositMult n=16 es=2"));
  const counts = circuit.graph.nodes.map((_, node) => misreadings.beside(node).length);
  expect(counts.filter((count) => count > 0).length).toBeGreaterThan(100);
});
