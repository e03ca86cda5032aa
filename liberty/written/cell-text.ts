import type { Cell, Pin } from "../cells.js";
import { conflict, type FlipFlop } from "../flip-flop.js";
import { reopened, type FiledCell } from "../file.js";
import { attribute, groupsOf, numberAttribute, type Group } from "../text/syntax.js";
import { printFunction } from "../text/print-function.js";
import { tidy } from "../text/units.js";
import { leakages, powers } from "./powers.js";
import { named, quoted, type WrittenGroup } from "./print.js";
import type { TemplateUse } from "./templates.js";
import { arcs } from "./arcs.js";
import type { FileWriting } from "./writing.js";

/** What is read of a cell for its delays. */
export const cellGroupsRead = new Set([
  ...["cell", "pin", "ff", "timing"],
  ...["cell_rise", "cell_fall", "rise_transition", "fall_transition", "rise_constraint", "fall_constraint"],
]);

const powerGroups = ["internal_power", "leakage_power", "rise_power", "fall_power", "power"];
const withPowers = new Set([...cellGroupsRead, ...powerGroups]);

/**
 * A cell with its delays, in the written units.
 * @param use is told of each template that its tables name
 * @param powered whether its powers are written too
 */
export function timedCell(
  writing: FileWriting,
  { cell, group: outline }: FiledCell,
  use: TemplateUse,
  powered: boolean,
): WrittenGroup {
  const { file, scale } = writing;
  const group = reopened(file, outline, powered ? withPowers : cellGroupsRead);
  const leakage =
    numberAttribute(group, "cell_leakage_power") ??
    numberAttribute(file.library, "default_cell_leakage_power");
  return {
    kind: "cell",
    name: named(cell.name),
    attributes: [
      ["area", String(cell.area)],
      ["dont_use", cell.dontUse ? "true" : undefined],
      numberOf(group, "drive_strength", (value) => value),
      ["cell_leakage_power", valueOf(leakage, scale.leakage)],
    ],
    groups: [
      ...leakages(group, scale),
      ...registerGroup(cell, group),
      ...groupsOf(group, "pin").flatMap((pin) =>
        pin.names.flatMap((name) => {
          const known = cell.pins.find((each) => each.name === name);
          return known === undefined || known.direction === "internal"
            ? []
            : [timedPin(known, pin, cell, writing, use)];
        }),
      ),
    ],
  };
}

/** A cell's functions alone. */
export const plainCell = ({ cell, group }: FiledCell): WrittenGroup => ({
  kind: "cell",
  name: named(cell.name),
  attributes: [["area", String(cell.area)]],
  groups: [
    ...registerGroup(cell, group),
    ...cell.pins
      .filter(({ direction }) => direction !== "internal")
      .map((pin) => ({ kind: "pin", name: named(pin.name), attributes: pinFunction(pin, cell.flipFlop) })),
  ],
});

function registerGroup({ flipFlop }: Cell, group: Group): WrittenGroup[] {
  if (flipFlop === undefined) return [];
  const { state, complement, clock, next, clear, preset } = flipFlop;
  const both = clear !== undefined && preset !== undefined;
  const [first, second] = conflict(group);
  return [
    {
      kind: "ff",
      name: `${state}, ${complement}`,
      attributes: [
        ["clocked_on", quoted(printFunction(clock))],
        ["next_state", quoted(printFunction(next))],
        ["clear", clear && quoted(printFunction(clear))],
        ["preset", preset && quoted(printFunction(preset))],
        ["clear_preset_var1", both ? first : undefined],
        ["clear_preset_var2", both ? second : undefined],
      ],
    },
  ];
}

const pinFunction = ({ direction, function: of }: Pin, flipFlop: FlipFlop | undefined) =>
  [
    ["direction", direction],
    ["function", direction === "output" && of ? quoted(stateFunction(of, flipFlop)) : undefined],
  ] as const;

/** `!IQ` is what the flip-flop calls `IQN`; not every tool sees that. */
function stateFunction(of: NonNullable<Pin["function"]>, flipFlop: FlipFlop | undefined): string {
  const inverted = of.kind === "not" && of.of.kind === "pin" ? of.of.name : undefined;
  if (inverted !== undefined && inverted === flipFlop?.state) return flipFlop.complement;
  if (inverted !== undefined && inverted === flipFlop?.complement) return flipFlop.state;
  return printFunction(of);
}

function timedPin(pin: Pin, group: Group, cell: Cell, writing: FileWriting, use: TemplateUse): WrittenGroup {
  const { scale } = writing;
  const isInput = pin.direction === "input";
  const range = (edge: string) => {
    const name = `${edge}_capacitance_range`;
    const values = group.attributes.get(name)?.map(Number);
    return [name, values?.map((value) => String(scale.capacitance(value)))] as const;
  };
  const own = numberAttribute(group, "capacitance");
  const capacitance = isInput ? tidy(pin.capacitance_fF / writing.file.units.capacitance_fF) : undefined;
  return {
    kind: "pin",
    name: named(pin.name),
    attributes: [
      ...pinFunction(pin, cell.flipFlop),
      ["clock", attribute(group, "clock") === "true" ? "true" : undefined],
      ["capacitance", valueOf(own ?? capacitance, scale.capacitance)],
      numberOf(group, "rise_capacitance", scale.capacitance),
      numberOf(group, "fall_capacitance", scale.capacitance),
      range("rise"),
      range("fall"),
      numberOf(group, "max_capacitance", scale.capacitance),
      numberOf(group, "min_capacitance", scale.capacitance),
      numberOf(group, "max_transition", scale.time),
      numberOf(group, "max_fanout", (value) => value),
      numberOf(group, "fanout_load", (value) => value),
    ],
    groups: [...powers(group, writing, use), ...arcs(pin, group, writing, use)],
  };
}

const valueOf = (value: number | undefined, scaled: (value: number) => number): string | undefined =>
  value === undefined ? undefined : String(scaled(value));

const numberOf = (group: Group, name: string, scaled: (value: number) => number) =>
  [name, valueOf(numberAttribute(group, name), scaled)] as const;
