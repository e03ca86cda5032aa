import { expect, test } from "vitest";
import { clockOf, type Design } from "../../../generators/design.js";
import { evaluator } from "../../../generators/hdl/index.js";
import { parseDesign } from "../../../generators/request.js";
import { evaluateCircuit } from "../../../circuit/circuit.js";
import { OpenedNetlist } from "../../../circuit/opened-netlist.js";
import { layoutOf } from "../../../operands/word.js";
import { loadLibrary } from "../../../liberty/load.js";
import type { MappedNetlist } from "../../../circuit/mapped-netlist.js";
import { signalNames } from "../../../synth/sta/signal-names.js";
import { synthesizeDesign } from "../../../synth/synthesize-design.js";

const library = await loadLibrary(["generic"]);

const namesOf = async (spec: string) => {
  const design = parseDesign(spec);
  const synthesis = await synthesizeDesign(design, { library, timeLimit: 60 });
  return { design, synthesis, names: signalNames(new OpenedNetlist(design, synthesis, library)) };
};

/** What every wire and output of a combinational design's RTL is, by the bit's name. */
function rtlBits(design: Design): (word: bigint) => Map<string, boolean> {
  const m = design.module();
  const outputs = m.outputs.map(({ name, width }) => ({ name, width, as: name }));
  for (const wire of m.wires) {
    m.output(`value_of_${wire.name}`, wire.width, wire);
    outputs.push({ name: wire.name, width: wire.width, as: `value_of_${wire.name}` });
  }
  const run = evaluator(m);
  const inputs = layoutOf(design.ports, "input");
  return (word) => {
    const given = inputs.unpack(word);
    const results = run(given);
    const signals = [
      ...inputs.fields.map(({ name, format }) => ({ name, width: format.width, value: given[name] ?? 0n })),
      ...outputs.map(({ name, width, as }) => ({ name, width, value: results[as] ?? 0n })),
    ];
    return new Map(
      signals.flatMap(({ name, width, value }) =>
        Array.from({ length: width }, (_, bit): [string, boolean] => [
          width === 1 ? name : `${name}[${bit}]`,
          ((value >> BigInt(bit)) & 1n) === 1n,
        ]),
      ),
    );
  };
}

function netValues(design: Design, synthesis: MappedNetlist): (word: bigint) => Map<string, boolean> {
  const { circuit } = new OpenedNetlist(design, synthesis, library);
  const { nets } = circuit;
  const all = { ...circuit, outputs: [...nets.values()] };
  return (word) => {
    const bits = evaluateCircuit(all, word);
    return new Map([...nets.keys()].map((net, i) => [net, ((bits >> BigInt(i)) & 1n) === 1n]));
  };
}

test("a net has the value of the signal that it is named after, for every operand", async () => {
  const { design, synthesis, names } = await namesOf("PlamMult n=4 es=0");
  const [rtl, nets] = [rtlBits(design), netValues(design, synthesis)];
  const inner = [...names.nets].filter(([net]) => net.startsWith("_"));
  expect(inner.length).toBeGreaterThan(20);
  expect(inner.some(([, name]) => name.startsWith("~"))).toBe(true);
  for (let word = 0n; word < 1n << 8n; word++) {
    const [signals, values] = [rtl(word), nets(word)];
    for (const [net, name] of names.nets) {
      const signal = signals.get(name.replace("~", ""));
      expect([net, name, values.get(net)]).toEqual([net, name, name.startsWith("~") ? !signal : signal]);
    }
  }
});

test.each(["PlamMult n=6 es=1 stages=2 handshake=ready", "IntMac n=3 acc=8 form=sequential"])(
  "every register of %s is one of the RTL's",
  async (spec) => {
    const { design, synthesis, names } = await namesOf(spec);
    expect(clockOf(design)).toBe("clk");
    const bits = design
      .module()
      .registers.flatMap(({ signal: { name, width } }) =>
        Array.from({ length: width }, (_, bit) => (width === 1 ? name : `${name}[${bit}]`)),
      );
    const held = [...names.registers.values()];
    expect(held).toHaveLength(synthesis.registers);
    expect(bits).toEqual(expect.arrayContaining(held));
    expect(new Set(held).size).toBe(held.length);
    expect([...names.nets].filter(([net]) => net.startsWith("_")).length).toBeGreaterThan(5);
  },
);

test("a register that holds the complement of the RTL's is named, and what reads it too", async () => {
  const { design, synthesis, names } = await namesOf("IntMac n=3 acc=8 form=sequential");
  const netlist = synthesis.netlist.replace(
    /DFF_X1 (\w+) \(\s*\.CK\(clk\),\s*\.D\((.*)\),\s*\.Q\((r\[5\])\)\s*\);/,
    (_, name: string, d: string, q: string) =>
      `wire d5, q5; INV_X1 before (.A(${d}), .Y(d5)); DFF_X1 ${name} (.CK(clk), .D(d5), .Q(q5)); INV_X1 after (.A(q5), .Y(${q}));`,
  );
  expect(netlist).not.toBe(synthesis.netlist);
  const edited = signalNames(new OpenedNetlist(design, { ...synthesis, netlist }, library));
  expect(edited.registers).toEqual(names.registers);
  expect(edited.nets.get("q5")).toBe("~held[5]");
  for (const [net, name] of names.nets) expect([net, edited.nets.get(net)]).toEqual([net, name]);
});

test("a netlist that cannot be simulated has no names", () => {
  const netlist = "module PlamMult(); endmodule";
  const { nets, registers } = signalNames(
    new OpenedNetlist(parseDesign("PlamMult n=5 es=1"), { netlist, module: "PlamMult" }, library),
  );
  expect([nets.size, registers.size]).toEqual([0, 0]);
});
