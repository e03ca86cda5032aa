import { encodeModule } from "../../../tools/wasm/encode.js";
import { cutFunction, padFunction } from "../code/pad-functions.js";
import type { Arena } from "../run/arena.js";
import { Scratch } from "../run/scratch.js";
import {
  finishes,
  operandTilesFunction,
  resultTilesFunction,
  tileProductsFunction,
  tileSizes,
  vectorsTogether,
} from "./tile-functions.js";
import { sides } from "./transforms.js";

/** A memory with the functions that compute in it, and what layers use one after the other. */
export class Workplace {
  readonly scratch: Scratch;
  readonly #functions: Readonly<Record<string, (...values: number[]) => void>>;

  /** Of which images the scratch memory begins with the padding. */
  #padding = "";

  constructor(readonly arena: Arena) {
    this.scratch = new Scratch(arena);
    const { exports } = new WebAssembly.Instance(moduleOfTiles(), { env: { memory: arena.memory } });
    this.#functions = exports as Record<string, (...values: number[]) => void>;
  }

  /** Whether padding is to be written: it stays as it is from one layer to the next, if that has images of the same kind. */
  isNewPadding(images: string): boolean {
    const isNew = this.#padding !== images;
    this.#padding = images;
    return isNew;
  }

  call(name: string, ...values: number[]): void {
    const wanted = this.#functions[name];
    if (wanted === undefined) throw new RangeError(`there is no function ${name} of tiles`);
    wanted(...values);
  }
}

const moduleOfTiles = (): WebAssembly.Module =>
  new WebAssembly.Module(
    encodeModule([
      padFunction(),
      cutFunction(),
      ...sides.map(operandTilesFunction),
      ...vectorsTogether.map(tileProductsFunction),
      ...tileSizes.flatMap((sizes) => finishes.map((finish) => resultTilesFunction(sizes, finish))),
    ]),
  );
