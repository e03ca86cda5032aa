/** How a library is written: the same cells in other units and notations. */
export interface Spelling {
  /** Lines in the library group: units, conditions. */
  readonly opening: string;
  /** The unit of time in ns, and that of capacitance in pF. */
  readonly time: number;
  readonly load: number;
  /** The unit of voltage in V. */
  readonly voltage: number;
  /** Whether tables have the load first. */
  readonly loadFirst: boolean;
  /** Whether timing groups leave the sense to the function. */
  readonly senses: boolean;
  readonly inverted: (pins: string) => string;
  /** Cells beside the gates. */
  readonly others: string;
  readonly register: string;
}

/** As most libraries are written. */
export const plain: Spelling = {
  opening: 'time_unit : "1ns"; capacitive_load_unit (1, pf); leakage_power_unit : "1nW"; nom_voltage : 1.8;',
  time: 1,
  load: 1,
  voltage: 1,
  loadFirst: false,
  senses: true,
  inverted: (pins) => `"!(${pins})"`,
  others: "",
  register: "",
};

const slews = [0.01, 0.1, 0.5];
const loads = [0.001, 0.01, 0.1];

/** An inverter, a NAND2, a NOR2, a buffer, ties and a register, with delays and power. */
export function spelledLibrary(name: string, spelling: Spelling): string {
  const { opening, others, time, load, loadFirst } = spelling;
  const list = (values: readonly number[], unit: number) =>
    values.map((v) => Number((v / unit).toPrecision(9))).join(", ");
  const axes = loadFirst
    ? ["total_output_net_capacitance", "input_net_transition"]
    : ["input_net_transition", "total_output_net_capacitance"];
  const points = [list(slews, time), list(loads, load)];
  const template = (kind: string, id: string) =>
    `${kind} (${id}) { variable_1 : ${axes[0]}; variable_2 : ${axes[1]};
      index_1 ("${loadFirst ? points[1] : points[0]}"); index_2 ("${loadFirst ? points[0] : points[1]}"); }`;
  return `library (${name}) { ${opening}
    ${template("lu_table_template", "d")} ${template("power_lut_template", "p")}
    ${cells(spelling)} ${others} }`;
}

function cells(spelling: Spelling): string {
  const { inverted, register } = spelling;
  return [
    gate("INV", 1, ["A"], inverted("A"), 0.02, spelling, "negative_unate"),
    gate("NAND2", 1.5, ["A", "B"], inverted("A B"), 0.03, spelling, "negative_unate"),
    gate("NOR2", 1.5, ["A", "B"], inverted("A + B"), 0.035, spelling, "negative_unate"),
    gate("BUF", 2, ["A"], '"A"', 0.04, spelling, "positive_unate"),
    'cell (TIE) { area : 1; pin (H) { direction : output; function : "1"; } pin (L) { direction : output; function : "0"; } }',
    register,
  ].join("\n");
}

function gate(
  name: string,
  area: number,
  inputs: readonly string[],
  value: string,
  delay: number,
  spelling: Spelling,
  sense: string,
): string {
  const timing = inputs.map(
    (pin) => `timing () { related_pin : "${pin}"; ${spelling.senses ? `timing_sense : ${sense};` : ""}
      ${delayTables(delay, spelling)} }
      internal_power () { related_pin : "${pin}"; ${powerTables(delay, spelling)} }`,
  );
  return `cell (${name}) { area : ${area}; cell_leakage_power : 2;
    ${inputs.map((pin) => `pin (${pin}) { direction : input; capacitance : ${0.002 / spelling.load}; }`).join(" ")}
    pin (Y) { direction : output; function : ${value}; ${timing.join("\n")} } }`;
}

/** In ns: the delay without load, plus half the slew and 10 ns for each pF. */
function delayTables(delay: number, spelling: Spelling): string {
  const values = grid(spelling, (slew, load) => (delay + slew / 2 + 10 * load) / spelling.time);
  return ["cell_rise", "cell_fall", "rise_transition", "fall_transition"]
    .map((kind) => `${kind} (d) { values (${values}); }`)
    .join(" ");
}

/** In pJ: the unit is that of capacitance times that of voltage squared. */
function powerTables(delay: number, spelling: Spelling): string {
  const values = grid(
    spelling,
    (slew, load) => (delay / 10 + slew / 100 + load / 10) / (spelling.load * spelling.voltage ** 2),
  );
  return `rise_power (p) { values (${values}); } fall_power (p) { values (${values}); }`;
}

function grid({ loadFirst }: Spelling, at: (slew: number, load: number) => number): string {
  const [outer, inner] = loadFirst ? [loads, slews] : [slews, loads];
  const value = (a: number, b: number) => Number((loadFirst ? at(b, a) : at(a, b)).toPrecision(9));
  return outer.map((a) => `"${inner.map((b) => value(a, b)).join(", ")}"`).join(", ");
}

/** A flip-flop's pins and group. @param group what its `ff` group says @param more pins beside D, CK and Q */
export const flipFlop = (name: string, group: string, more: string, spelling: Spelling): string =>
  `cell (${name}) { area : 6; cell_leakage_power : 5; ff (IQ, IQN) { ${group} }
    pin (CK) { direction : input; clock : true; capacitance : ${0.002 / spelling.load}; }
    pin (D) { direction : input; capacitance : ${0.002 / spelling.load}; } ${more}
    pin (Q) { direction : output; function : "IQ";
      timing () { related_pin : "CK"; timing_type : rising_edge; ${delayTables(0.08, spelling)} } } }`;
