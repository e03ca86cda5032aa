import type { Cell } from "../cells.js";
import type { FiledCell, LibertyFile } from "../file.js";
import { once } from "../../tools/once.js";
import type { RegisterForm } from "../register-forms.js";
import { withAssumedDelays } from "./assumed.js";
import { bufferCell, bufferModule } from "./buffer-stand-in.js";
import { plainCell, timedCell } from "./cell-text.js";
import { header } from "./header.js";
import type { InverterDelays } from "./inverter-delays.js";
import { escaped, printGroup, type WrittenGroup } from "./print.js";
import { isTied, nameOf, registerText } from "./registers.js";
import { scaleTo, unitsNear, type Scale } from "./scale.js";
import { WrittenTemplates } from "./templates.js";
import { writingOf, type FileWriting } from "./writing.js";

/** What a text for the tools is made of. */
export interface TextSource {
  /** The first one's units, conditions and defaults are the text's. */
  readonly files: readonly [LibertyFile, ...LibertyFile[]];
  /** Gates, registers and ties, by name. */
  readonly cells: ReadonlyMap<string, FiledCell & { readonly file: LibertyFile }>;
  readonly registers: readonly RegisterForm[];
  readonly inverter: Cell;
  /** The inverter's delays, where two of them stand in for a buffer. */
  readonly bufferFrom: { readonly stand: Cell; readonly delays: InverterDelays | undefined } | undefined;
  /** Whether the library has delay tables. */
  readonly timed: boolean;
}

/** The texts that the tools get of a library. */
export interface ToolTexts {
  /** All gates, registers and ties with delays, for ABC. Where the library has no delays, each gate takes one unit. */
  readonly mapping: string;
  /** One cell for each kind of register, without pins that are tied off, for `dfflibmap`. */
  readonly registers: string;
  /** Verilog modules of what is mapped under another name: registers with tied pins, two inverters as a buffer. */
  readonly standIns: string;
  /** What each gate, register and tie computes, and nothing else, for simulation and proofs. */
  readonly functions: string;
  /** Some cells with delays and powers, for OpenSTA. Names of other cells are passed over. */
  timed(names: Iterable<string>): string;
}

/**
 * The Liberty texts that the tools get. Each is written when it is first asked for: only the cells that are needed, in
 * units, notation and conditions that Yosys, ABC and OpenSTA read alike.
 */
export class ToolText implements ToolTexts {
  readonly #source: TextSource;
  readonly #scales = new Map<LibertyFile, Scale>();
  readonly #writings = new Map<LibertyFile, FileWriting>();
  readonly #mapping = once(() => this.#mapped());
  readonly #registers = once(() => {
    const cells = this.#source.registers.map((form) => registerText(form, "  "));
    return [`library (registers) {`, ...cells, "}", ""].join("\n");
  });
  readonly #functions = once(() =>
    this.#print([...this.#source.cells.values()].map(plainCell), new WrittenTemplates()),
  );

  constructor(source: TextSource) {
    this.#source = source;
    const units = unitsNear(source.files[0].units);
    for (const file of source.files) this.#scales.set(file, scaleTo(file.units, units));
  }

  get mapping(): string {
    return this.#mapping();
  }

  get registers(): string {
    return this.#registers();
  }

  get functions(): string {
    return this.#functions();
  }

  get standIns(): string {
    const { registers, bufferFrom, inverter } = this.#source;
    return [
      ...registers.filter(isTied).map(registerModule),
      ...(bufferFrom === undefined ? [] : [bufferModule(inverter)]),
    ].join("\n");
  }

  timed(names: Iterable<string>): string {
    const templates = new WrittenTemplates();
    const wanted = [...new Set(names)].sort().flatMap((name) => this.#source.cells.get(name) ?? []);
    const written = wanted.map((each) => timedCell(this.#writing(each.file), each, templates.use, true));
    return this.#print(written, templates);
  }

  #mapped(): string {
    const { cells, bufferFrom, inverter, timed, files } = this.#source;
    const templates = new WrittenTemplates();
    const delayed = (written: WrittenGroup, cell: Cell): WrittenGroup =>
      timed ? written : withAssumedDelays(written, cell, templates.use);
    const written = [...cells.values()].map((each) =>
      delayed(timedCell(this.#writing(each.file), each, templates.use, false), each.cell),
    );
    if (bufferFrom !== undefined) {
      const scale = this.#scale(files[0]);
      const buffer = bufferCell(inverter, bufferFrom.delays, scale, templates.use);
      written.push(delayed(buffer, bufferFrom.stand));
    }
    return this.#print(written, templates);
  }

  #print(cells: readonly WrittenGroup[], templates: WrittenTemplates): string {
    const [first] = this.#source.files;
    const opening = printGroup(header(first, this.#scale(first), unitsNear(first.units)));
    const inside = cells.map((cell) => printGroup(cell, "  "));
    return [
      opening.slice(0, opening.lastIndexOf("}")).trimEnd(),
      ...templates.print(),
      ...inside,
      "}",
      "",
    ].join("\n");
  }

  #scale(file: LibertyFile): Scale {
    return this.#scales.get(file) ?? scaleTo(file.units, unitsNear(file.units));
  }

  #writing(file: LibertyFile): FileWriting {
    let writing = this.#writings.get(file);
    if (writing === undefined) this.#writings.set(file, (writing = writingOf(file, this.#scale(file))));
    return writing;
  }
}

/** A register's cell with its set and reset held inactive, under the name that it is mapped by. */
function registerModule(form: RegisterForm): string {
  const { cell, clock, data, clear, preset, tied, outputs } = form;
  const inputs = [clock, data, clear, preset].flatMap((each) =>
    each === undefined ? [] : [escaped(each.pin)],
  );
  const shown = outputs.map(({ pin }) => escaped(pin));
  const pins = [
    ...[...inputs, ...shown].map((pin) => `.${pin}(${pin})`),
    ...[...tied].map(([pin, value]) => `.${escaped(pin)}(1'b${value ? 1 : 0})`),
  ];
  const ports = [...inputs.map((pin) => `input ${pin}`), ...shown.map((pin) => `output ${pin}`)];
  return [
    `module ${nameOf(form)} (${ports.join(", ")});`,
    `  ${escaped(cell.name)} _TECHMAP_REPLACE_ (${pins.join(", ")});`,
    "endmodule",
  ].join("\n");
}
