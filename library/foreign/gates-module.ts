import { concatenate } from "../../generators/blocks/concatenate.js";
import type { Design } from "../../generators/design.js";
import { Module, v, type Expression, type Signal } from "../../generators/hdl/index.js";
import { resetPort } from "../../generators/hdl/reset.js";
import { isKeyword } from "../../generators/hdl/keywords.js";
import type { YosysBit, YosysCell, YosysModule } from "../../synth/mapping/yosys-json.js";
import { RequestError } from "../../tools/errors.js";

type Bit = Signal | Expression;

/** What a gate of Yosys' computes of its pins. */
const gates: Readonly<Record<string, (pin: (name: string) => Bit) => Expression>> = {
  $_BUF_: (pin) => v`${pin("A")}`,
  $_NOT_: (pin) => v`~${pin("A")}`,
  $_AND_: (pin) => v`${pin("A")} & ${pin("B")}`,
  $_NAND_: (pin) => v`~(${pin("A")} & ${pin("B")})`,
  $_OR_: (pin) => v`${pin("A")} | ${pin("B")}`,
  $_NOR_: (pin) => v`~(${pin("A")} | ${pin("B")})`,
  $_XOR_: (pin) => v`${pin("A")} ^ ${pin("B")}`,
  $_XNOR_: (pin) => v`~(${pin("A")} ^ ${pin("B")})`,
  $_ANDNOT_: (pin) => v`${pin("A")} & ~${pin("B")}`,
  $_ORNOT_: (pin) => v`${pin("A")} | ~${pin("B")}`,
  $_MUX_: (pin) => v`${pin("S")} ? ${pin("B")} : ${pin("A")}`,
};

/** Yosys' flip-flops at rising edges of C: without a reset; with an asynchronous one at R that makes it 0 or 1. */
const flipFlop = /^\$_DFF_P([PN][01])?_$/;

/**
 * A foreign module's gates as a module of ours, of wires of one bit that are called as in its own files where they have a name
 * there. Circuits, mutants, vectors and the names on a longest path come from it, as they come from our designs' modules.
 * @param reset the module's own
 * @param instance the instance of the foreign module in its wrapper: `core` of `core.product`
 * @throws {RequestError} a combinational loop, or a cell that is neither gate nor flip-flop at rising edges of `clk`
 */
export function gatesModule(
  name: string,
  { ports, reset }: Pick<Design, "ports" | "reset">,
  { cells, netnames, ports: found }: YosysModule,
  instance: string,
): Module {
  const m = Module.create(name);
  const drivers = new Map(
    Object.values(cells).flatMap((cell) =>
      ["Y", "Q"].flatMap((pin) => (cell.connections[pin] ?? []).map((bit) => [bit, cell] as const)),
    ),
  );
  const bits = new Map<YosysBit, Bit>();
  const nameOf = namer(netnames, instance, [name, "clk", ...Object.keys(ports)]);
  let resets: Signal | null = null;
  for (const [port, { direction, format }] of Object.entries(ports)) {
    if (direction !== "input") continue;
    if (reset?.reset === "async" && port === resetPort(reset)) {
      resets = m.reset(reset);
      for (const bit of found[port]?.bits ?? [])
        bits.set(bit, reset.active === "high" ? resets.all : v`~${resets}`);
      continue;
    }
    const signal = m.input(port, format.width);
    found[port]?.bits.forEach((bit, index) => bits.set(bit, signal.bit(index)));
  }
  const valueOf = (bit: YosysBit): Bit => bits.get(bit) ?? (bit === "1" ? v`1'b1` : v`1'b0`);
  const registers = [...drivers].filter(([, { type }]) => flipFlop.test(type));
  const clock = found.clk?.bits[0];
  const resetBit = resets === null || reset === null ? undefined : found[resetPort(reset)]?.bits[0];
  for (const [bit, cell] of registers) {
    if (cell.connections.C?.[0] !== clock) notOurs("has a register that clk does not clock");
    if (hasReset(cell)) checkReset(cell, resetBit);
    bits.set(bit, m.register(nameOf(bit), 1));
  }
  const roots = [
    ...registers.map(([, cell]) => pinOf(cell, "D")),
    ...Object.values(found).flatMap(({ direction, bits }) => (direction === "output" ? bits : [])),
  ];
  for (const [bit, cell] of inOrder(roots, drivers, new Set(bits.keys()))) {
    const gate = gates[cell.type];
    if (gate === undefined)
      return notOurs(
        cell.type.startsWith("$_DLATCH_") ? "has a latch" : `has a cell ${cell.type} that is no gate`,
      );
    bits.set(
      bit,
      m.wire(
        nameOf(bit),
        1,
        gate((pin) => valueOf(pinOf(cell, pin))),
      ),
    );
  }
  for (const [bit, cell] of registers) {
    const signal = bits.get(bit);
    if (signal === undefined || !("name" in signal)) continue;
    const value = valueOf(pinOf(cell, "D"));
    m.next(signal, hasReset(cell) && resets !== null ? { value, reset: resets } : { value });
  }
  for (const [port, { direction, format }] of Object.entries(ports)) {
    if (direction !== "output") continue;
    const driven = (found[port]?.bits ?? []).map(valueOf);
    m.output(port, format.width, concatenate(driven.toReversed()));
  }
  return m;
}

const hasReset = ({ connections }: YosysCell): boolean => connections.R !== undefined;

/**
 * @param resetBit the net of the design's asynchronous reset port; undefined: it has none
 * @throws {RequestError} a register is reset at once by something else, or to 1
 */
function checkReset(cell: YosysCell, resetBit: YosysBit | undefined): void {
  if (resetBit === undefined)
    notOurs("has registers that are reset at once, not at edges of clk", "say so: reset=async in --as");
  if (pinOf(cell, "R") !== resetBit)
    notOurs("has a register that something else than its reset port resets at once");
  if (cell.type.endsWith("1_")) notOurs("has a register that its asynchronous reset makes 1");
}

/**
 * The cells that nets depend on, each behind those that it depends on itself.
 * @param known nets that need no cell
 * @throws {RequestError} a combinational loop, or a net that nothing drives
 */
function inOrder(
  roots: readonly YosysBit[],
  drivers: ReadonlyMap<YosysBit, YosysCell>,
  known: Set<YosysBit>,
): (readonly [bit: YosysBit, cell: YosysCell])[] {
  const found: (readonly [YosysBit, YosysCell])[] = [];
  const open = new Set<YosysBit>();
  const waiting = [...roots];
  for (let bit = waiting.pop(); bit !== undefined; bit = waiting.pop()) {
    if (typeof bit === "string" || known.has(bit)) continue;
    const cell = drivers.get(bit) ?? notOurs("has a net that nothing drives");
    if (open.has(bit)) {
      open.delete(bit);
      known.add(bit);
      found.push([bit, cell]);
      continue;
    }
    open.add(bit);
    const needed = inputsOf(cell).filter((each) => typeof each !== "string" && !known.has(each));
    if (needed.some((each) => open.has(each))) notOurs("has a combinational loop");
    waiting.push(bit, ...needed);
  }
  return found;
}

const inputsOf = ({ connections }: YosysCell): YosysBit[] =>
  ["A", "B", "S"].flatMap((pin) => connections[pin] ?? []);

const pinOf = ({ connections }: YosysCell, pin: string): YosysBit => connections[pin]?.[0] ?? "0";

function notOurs(what: string, remedy = "gates and registers at rising edges of clk are measured"): never {
  throw new RequestError(`the foreign module ${what}; ${remedy}`);
}

/** Names for nets: those of the foreign files, without what Verilog's plain names do not take. */
function namer(
  netnames: YosysModule["netnames"],
  instance: string,
  taken: readonly string[],
): (bit: YosysBit) => string {
  const own = new Map<YosysBit, string>();
  for (const [name, { hide_name, bits }] of Object.entries(netnames))
    if (hide_name !== 1)
      bits.forEach((bit, index) => {
        const plain = name.replace(`${instance}.`, "").replaceAll(/\W+/g, "_");
        if (!own.has(bit)) own.set(bit, bits.length === 1 ? plain : `${plain}_${index}`);
      });
  const used = new Set(taken);
  let unnamed = 0;
  return (bit) => {
    const wanted = own.get(bit) ?? `gate_${unnamed++}`;
    const legal = /^[a-zA-Z]/.test(wanted) && !isKeyword(wanted) ? wanted : `net_${wanted}`;
    let name = legal;
    for (let copy = 2; used.has(name); copy++) name = `${legal}_${copy}`;
    used.add(name);
    return name;
  };
}
