/**
 * A part of a module that can be printed as a Verilog module of its own. What it is called there:
 *
 *     prefix `x_`, operands x → posit:    x_sign is `sign`, x is `posit`
 *
 * so that the decoders of two operands read alike, and are one module.
 */
export interface Block {
  /** The module's name, behind that of the whole: `decoder`. */
  readonly kind: string;
  /** What the names of its signals begin with in the whole module. */
  readonly prefix: string;
  /** Names of what it is fed, by their names in the whole module. */
  readonly operands: ReadonlyMap<string, string>;
}

/** A block's part in a stage of a pipeline. One object for each block and stage. */
export class StagedBlocks {
  readonly #made = new Map<Block, Map<number, Block>>();

  of(block: Block | null, stage: number): Block | null {
    if (block === null) return null;
    const stages = this.#made.get(block) ?? new Map<number, Block>();
    this.#made.set(block, stages);
    const made = stages.get(stage) ?? { ...block, kind: `${block.kind}_stage${stage}` };
    stages.set(stage, made);
    return made;
  }
}
