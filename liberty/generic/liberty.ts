import { renderTemplate, type View } from "../../tools/template.js";
import { gates } from "./cells.js";
import { areaOf, sizeGate, tau, type SizedGate } from "./gate.js";

/** The generic library's own name, by which it is recognised in any file. */
export const genericName = "tapir_generic";

/** The tables' slews, in FO4. No delay depends on them. */
const slews = [0, 10];
/** The tables' loads, in inverters. Delays are linear in them, but ABC needs three points. */
const loads = [0, 32, 64];

/** The generic library as the text of a Liberty file. */
export function genericLiberty(): string {
  const sized = gates.flatMap((gate) => gate.strengths.map((strength) => sizeGate(gate, strength)));
  const cells = [
    ...sized.map(gateView),
    tieView("TIEHI_X1", "1"),
    tieView("TIELO_X1", "0"),
    registerView(),
    clearedRegisterView(),
  ];
  return renderTemplate("liberty/generic.lib.hbs", {
    name: genericName,
    slews: list(slews),
    loads: list(loads),
    cells,
  });
}

function gateView(gate: SizedGate): View {
  return {
    name: gate.name,
    area: print(gate.area),
    register: false,
    inputs: gate.inputs.map(({ name, capacitance }) => inputView(name, capacitance)),
    output: "Y",
    function: gate.function,
    arcs: gate.arcs.map(({ input, sense, intrinsic }) => arcView(input, sense, intrinsic, gate.drive)),
  };
}

function tieView(name: string, value: "0" | "1"): View {
  const area = print(areaOf(1));
  return { name, area, register: false, inputs: [], output: "Y", function: value, arcs: [] };
}

/**
 * A master-slave register. Each of its two latches is a transmission gate and two inverters, one of them clocked. Two
 * inverters drive the clock, and there is one inverter at either end.
 */
function registerView(): View {
  const check = (type: string, limit: number) => ({ type, limits: list([limit, limit]) });
  return {
    name: "DFF_X1",
    area: print(areaOf(registerColumns)),
    register: true,
    clear: false,
    inputs: [
      inputView("D", 1, [check("setup_rising", 1), check("hold_rising", 0)]),
      { ...inputView("CK", 1), clock: true },
    ],
    output: "Q",
    function: "IQ",
    arcs: [launchView()],
  };
}

/** The two transistors of a transmission gate share no column, nor do the two clocked ones of an inverter. */
const latchColumns = 2 + 1 + 3;
const registerColumns = 2 * latchColumns + 2 + 2;

/** From the clock to the output. */
const launchView = (): View => ({ ...arcView("CK", "non_unate", 2 + tau, 1), register: true });

/**
 * The register with an asynchronous clear, active low: one inverter of each latch is a NAND of the clear. A NAND's input has a
 * logical effort of 4/3, and takes one column more than an inverter.
 */
function clearedRegisterView(): View {
  const plain = registerView();
  const cleared = { ...arcView("RN", "positive_unate", 1 + tau, 1), clears: true };
  return {
    ...plain,
    name: "DFFR_X1",
    area: print(areaOf(registerColumns + 2)),
    clear: "!RN",
    inputs: [...(plain.inputs as readonly View[]), inputView("RN", 2 * (4 / 3))],
    arcs: [launchView(), cleared],
  };
}

function inputView(name: string, capacitance: number, checks: readonly View[] = []): View {
  return { name, capacitance: print(capacitance), clock: false, checks };
}

function arcView(input: string, sense: string, intrinsic: number, drive: number): View {
  const delays = loads.map((load) => intrinsic + (tau * load) / drive);
  const transitions = loads.map((load) => (2 * tau * (1 + load)) / drive);
  return {
    input,
    sense,
    register: false,
    clears: false,
    delays: list(delays),
    transitions: list(transitions),
  };
}

const print = (value: number) => String(Number(value.toFixed(4)));
const list = (values: readonly number[]) => values.map(print).join(", ");
