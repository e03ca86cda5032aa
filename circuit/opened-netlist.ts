import type { Design } from "../generators/design.js";
import type { Library } from "../liberty/library.js";
import { stateBits } from "../operands/state.js";
import { once } from "../tools/once.js";
import { netlistCircuit, type NetlistCircuit, type NetlistCircuitOptions } from "./from-netlist.js";
import { Graph, type Literal } from "./graph.js";
import type { MappedNetlist } from "./mapped-netlist.js";
import { readStructure, type Net, type StructuralModule } from "./netlist.js";
import { pairedState, type HeldBit } from "./paired-registers.js";

/**
 * A design's mapped netlist, opened once and handed on to all that look into it. Each step happens when it is first asked for:
 *
 *     netlist ──► structure ──────────────────► circuit ──────────────────────► state
 *     (text)      (ports, instances, assigns)   (gates between the registers)   (registers of the design's state)
 */
export class OpenedNetlist implements MappedNetlist {
  readonly netlist: string;
  readonly module: string;
  readonly #structure = once(() => readStructure(this.netlist, this.module));
  readonly #circuit = once(() => this.build());
  readonly #state = once(() =>
    stateBits(this.design).length === 0 ? [] : pairedState(this.design, this.circuit),
  );

  /** @param library the one that the netlist was mapped to */
  constructor(
    readonly design: Design,
    { netlist, module }: MappedNetlist,
    readonly library: Library,
  ) {
    this.netlist = netlist;
    this.module = module;
  }

  /** @throws {SimulationError} see `readStructure` */
  get structure(): StructuralModule {
    return this.#structure();
  }

  /** @throws {SimulationError} see `readStructure`, `netlistCircuit` */
  get circuit(): NetlistCircuit {
    return this.#circuit();
  }

  /**
   * The registers that hold the design's state, in the order of `stateBits`; of a design without such state none.
   * @throws {SimulationError} `unpaired registers`; or see `circuit`
   */
  get state(): readonly HeldBit[] {
    return this.#state();
  }

  /**
   * The circuit built once more, with some nets replaced.
   * @throws {SimulationError} see `circuit`
   */
  build(options: NetlistCircuitOptions = {}): NetlistCircuit {
    return netlistCircuit(this.design, this.structure, this.library, options);
  }

  /**
   * The circuit with a tap at every net.
   * @returns beside it the nets, each at the number of its tap
   * @throws {SimulationError} see `circuit`
   */
  tapped(): { readonly circuit: NetlistCircuit; readonly nets: readonly Net[] } {
    const nets: Net[] = [];
    const graph = new Graph();
    const onNet = (net: Net, value: Literal): Literal => {
      nets.push(net);
      return graph.tap(value);
    };
    return { circuit: this.build({ graph, onNet }), nets };
  }
}
