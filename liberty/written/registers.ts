import type { Cell } from "../cells.js";
import { registerForms, type Inverting, type RegisterForm } from "../register-forms.js";
import { printGroup, quoted, type WrittenGroup } from "./print.js";

/**
 * The cheapest form of each kind of register: plain, with clear, with preset, with both. An inverter that a form needs
 * at its data or its output counts. One clocked by falling edges is taken where there is no other.
 */
export function bestForms(cells: Iterable<Cell>, inverter: Cell): RegisterForm[] {
  const best = new Map<string, RegisterForm>();
  const cost = ({ cell, data, outputs }: RegisterForm): number =>
    cell.area + inverter.area * (Number(data.inverted) + Number(outputs.every(({ inverted }) => inverted)));
  const before = (a: RegisterForm, b: RegisterForm): number =>
    Number(a.clock.inverted) - Number(b.clock.inverted) ||
    cost(a) - cost(b) ||
    a.tied.size - b.tied.size ||
    a.cell.pins.length - b.cell.pins.length;
  for (const form of [...cells].flatMap(registerForms)) {
    const kind = [form.clear !== undefined, form.preset !== undefined].join();
    const known = best.get(kind);
    if (known === undefined || before(form, known) < 0) best.set(kind, form);
  }
  return [...best.values()];
}

/** Whether pins are tied off, so that a stand-in takes the cell's place until mapping is done. */
export const isTied = ({ tied }: RegisterForm): boolean => tied.size > 0;

/** The name under which a form is mapped: the cell's own, or that of a stand-in without the tied pins. */
export const nameOf = (form: RegisterForm): string =>
  isTied(form)
    ? ["tapir", ...(form.clear ? ["clear"] : []), ...(form.preset ? ["preset"] : []), form.cell.name].join(
        "_",
      )
    : form.cell.name;

/** A form as a Liberty cell of nothing but what it does, for `dfflibmap`. */
export function registerText(form: RegisterForm, indent: string): string {
  const { cell, clock, data, clear, preset, outputs } = form;
  const [state, complement] = ["IQ", "IQN"];
  const pin = (name: string, direction: string, what: string | undefined): WrittenGroup => ({
    kind: "pin",
    name: libertyName(name),
    attributes: [
      ["direction", direction],
      ["function", what],
    ],
  });
  const behaviour: WrittenGroup = {
    kind: "ff",
    name: `${state}, ${complement}`,
    attributes: [
      ["clocked_on", literal(clock)],
      ["next_state", literal(data)],
      ["clear", clear && literal(clear)],
      ["preset", preset && literal(preset)],
      ["clear_preset_var1", clear && preset && "L"],
      ["clear_preset_var2", clear && preset && "L"],
    ],
  };
  const inputs = [clock, data, clear, preset].flatMap((each) => each?.pin ?? []);
  return printGroup(
    {
      kind: "cell",
      name: nameOf(form),
      attributes: [["area", String(cell.area)]],
      groups: [
        behaviour,
        ...inputs.map((name) => pin(name, "input", undefined)),
        ...outputs.map(({ pin: name, inverted }) =>
          pin(name, "output", quoted(inverted ? complement : state)),
        ),
      ],
    },
    indent,
  );
}

const literal = ({ pin, inverted }: Inverting): string => quoted(`${inverted ? "!" : ""}${pin}`);
const libertyName = (name: string): string => (/^\w+$/.test(name) ? name : quoted(name));
