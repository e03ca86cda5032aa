import type { Design } from "../generators/design.js";
import { bitNames, stateBits } from "../operands/state.js";
import type { Circuit } from "./circuit.js";
import { copyCircuit } from "./copy.js";
import { no, not, type Literal } from "./graph.js";
import type { StateBit } from "./state-bit.js";

/** A register that is don't-care while another one, its flag, is set. */
interface Guarded {
  readonly register: number;
  readonly by: StateBit;
}

/**
 * Which of a design's state is don't-care while its flag is set (`Design.dontCareWhile`): a quire's sum, for example, while
 * its NaR is 1. Registers are the last inputs and the last outputs of the circuits.
 */
export class MeaningfulState {
  readonly #guarded: readonly Guarded[];

  /**
   * @param registers how many there are
   * @param state which of them hold the bits of the design's state, in the order of `stateBits`
   */
  constructor(
    design: Pick<Design, "state" | "dontCareWhile">,
    private readonly registers: number,
    state: readonly StateBit[],
  ) {
    const names = stateBits(design);
    this.#guarded = Object.entries(design.dontCareWhile).flatMap(([name, flag]) => {
      const by = state[names.indexOf(flag)];
      const bits = bitNames(name, design.state[name]?.width ?? 0);
      return bits.flatMap((bit) => {
        const { register } = state[names.indexOf(bit)] ?? {};
        return register === undefined || by === undefined ? [] : [{ register, by }];
      });
    });
  }

  /** Whether no register is ever don't-care. */
  get isWhole(): boolean {
    return this.#guarded.length === 0;
  }

  /** The circuit, but next states that are don't-care are 0. */
  taken(circuit: Circuit): Circuit {
    if (this.isWhole) return circuit;
    const { graph, outputs } = circuit;
    const first = outputs.length - this.registers;
    const masked = [...outputs];
    for (const { register, by } of this.#guarded) {
      const flag = (outputs[first + by.register] ?? no) ^ Number(by.inverted);
      masked[first + register] = graph.and(outputs[first + register] ?? no, not(flag));
    }
    return { ...circuit, outputs: masked };
  }

  /** The circuit, but states that are don't-care are 0. */
  held(circuit: Circuit): Circuit {
    if (this.isWhole) return circuit;
    const { graph, inputWidth } = circuit;
    const first = inputWidth - this.registers;
    const guards = new Map(this.#guarded.map(({ register, by }) => [first + register, by]));
    const input = (bit: number): Literal => {
      const by = guards.get(bit);
      if (by === undefined) return graph.input(bit);
      const flag = graph.input(first + by.register) ^ Number(by.inverted);
      return graph.and(graph.input(bit), not(flag));
    };
    return { ...circuit, outputs: copyCircuit(circuit, graph, { input }) };
  }
}
