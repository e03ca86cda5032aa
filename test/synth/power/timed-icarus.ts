import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { clockOf, type Design } from "../../../generators/design.js";
import { readStructure, type Net } from "../../../circuit/netlist.js";
import { compile, simulate } from "../../../sim/icarus/icarus.js";
import { layoutOf } from "../../../operands/word.js";
import { modelCells } from "../../../sim/gates/cell-models.js";
import type { Library } from "../../../liberty/library.js";
import type { MappedNetlist } from "../../../circuit/mapped-netlist.js";
import { withScratch } from "../../../tools/scratch.js";

export interface DelayedNetlist extends MappedNetlist {
  readonly design: Design;
  readonly library: Library;
  /** Ticks, by the net that follows its driver so late: all nets that cells drive, and all bits of inputs. */
  readonly delays: ReadonlyMap<Net, number>;
}

export const outputsOf = (library: Library, type: string): string[] =>
  library.cells.get(type)?.pins.flatMap(({ name, direction }) => (direction === "output" ? [name] : [])) ??
  [];

/**
 * How often Icarus sees each net change: each cell is the model that Yosys makes of its Liberty function, behind
 * assignments with Verilog's own inertial delays.
 * @param words inputs words, one after the other when all has settled; with a clock, at its rising edges
 * @param settling words at the beginning that are not counted
 * @returns by the net's name, without what escapes it
 */
export async function togglesInIcarus(
  netlist: DelayedNetlist,
  words: readonly bigint[],
  settling: number,
): Promise<Map<Net, number>> {
  const { design, library } = netlist;
  const structure = readStructure(netlist.netlist, netlist.module);
  const types = [...new Set(structure.instances.map(({ type }) => type))];
  const models = await modelCells(design, netlist, { library, timeLimit: 60 });
  const functions = types.reduce(
    (text, type) => text.replaceAll(`module ${type}(`, `module ${type}_now(`),
    models.verilog,
  );
  const sources = [
    { name: "functions.v", text: functions },
    { name: "cells.v", text: types.map((type) => delayedCell(library, type)).join("\n") },
    { name: "netlist.v", text: netlist.netlist },
    { name: "bench.v", text: bench(netlist, words.length, settling) },
  ];
  const printed = await withScratch(async (folder) => {
    await writeFile(join(folder, "words.hex"), words.map((word) => word.toString(16)).join("\n"));
    const { compiled, messages } = await compile(sources, "bench", { folder, timeLimit: 60 });
    expect(compiled, messages.join("\n")).toBe(true);
    return simulate({}, { folder, timeLimit: 60 });
  });
  const reported = [...printed.matchAll(/^(\S+) (\d+)$/gm)];
  const counts = reported.map(([, net = "", count]) => [net, Number(count)] as const);
  const before = new Map(counts.slice(0, counts.length / 2));
  return new Map(
    counts.slice(counts.length / 2).map(([net, count]) => [net, count - (before.get(net) ?? NaN)]),
  );
}

/**
 * `to` is `from`, a tick being 10 units of time, and is counted. The first unit takes away what changes and changes back
 * in no time; pulses 2 units shorter than the delay do not come through the second assignment, and none ends just when it
 * would.
 */
const delayed = (from: string, to: string, ticks: string): string =>
  `wire #1 ${to}_1 = ${from};
   wire #(10 * ${ticks} - 2) ${to}_2 = ${to}_1;
   assign #1 ${to} = ${to}_2;
   integer ${to}_count = 0;
   always @(${to}) ${to}_count = ${to}_count + 1;`;

function delayedCell(library: Library, type: string): string {
  const pins = library.cells.get(type)?.pins.filter(({ direction }) => direction !== "internal") ?? [];
  const outputs = outputsOf(library, type);
  const inner = pins.map(({ name }) => `.${name}(${outputs.includes(name) ? `${name}_now` : name})`);
  return `module ${type} (${pins.map(({ name, direction }) => `${direction} ${name}`).join(", ")});
    parameter delay = 1;
    ${outputs.map((name) => `wire ${name}_now;`).join(" ")}
    ${type}_now now (${inner.join(", ")});
    ${outputs.map((name) => delayed(`${name}_now`, name, "delay")).join("\n")}
  endmodule`;
}

/** Prints the counts when the first word that counts has settled, and again when the last one has. */
function bench(
  { design, library, delays, netlist, module: top }: DelayedNetlist,
  count: number,
  settling: number,
): string {
  const { instances } = readStructure(netlist, top);
  const clock = clockOf(design);
  const { fields, width } = layoutOf(design.ports, "input");
  const bits = fields.flatMap(({ name, lsb, format }) =>
    Array.from({ length: format.width }, (_, i) => ({
      wire: `${name}_${i}`,
      bit: lsb + i,
      net: delays.has(name) ? name : `${name}[${i}]`,
    })),
  );
  const driven = instances.flatMap(({ name, type, pins }) =>
    outputsOf(library, type).flatMap((pin) => {
      const net = pins.get(pin);
      return net == null ? [] : [{ net, instance: `dut.${name}`, count: `dut.${name}.${pin}_count` }];
    }),
  );
  const ports = [
    ...(clock === null ? [] : [`.${clock}(clk)`]),
    ...fields.map(
      ({ name, format }) =>
        `.${name}({${Array.from({ length: format.width }, (_, i) => `${name}_${format.width - 1 - i}`).join(", ")}})`,
    ),
  ];
  const counts = [...driven, ...bits.map(({ net, wire }) => ({ net, count: `${wire}_count` }))];
  const delayOf = (net: Net): string => String(delays.get(net) ?? NaN);
  return `module bench;
    reg clk = 0;
    reg [${width - 1}:0] word;
    reg [${width - 1}:0] words [0:${count - 1}];
    integer i;
    ${bits.map(({ wire, bit, net }) => `wire ${wire};\n${delayed(`word[${bit}]`, wire, delayOf(net))}`).join("\n")}
    ${top} dut (${ports.join(", ")});
    ${driven.map(({ net, instance }) => `defparam ${instance}.delay = ${delayOf(net)};`).join("\n")}
    task report;
      begin
        ${counts.map(({ net, count }) => `$display("${plain(net)} %0d", ${count});`).join("\n")}
      end
    endtask
    initial begin
      $readmemh("words.hex", words);
      word = words[0];
      #100000 if (${settling} == 0) report;
      for (i = 1; i < ${count}; i = i + 1) begin
        clk = 1;
        word <= words[i];
        #50000 clk = 0;
        #50000 if (i == ${settling}) report;
      end
      report;
    end
  endmodule`;
}

export const plain = (name: string): string => name.replaceAll("\\", "");
