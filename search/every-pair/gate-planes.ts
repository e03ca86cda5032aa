import type { Plane, PlaneCode } from "../../circuit/compiled/plane-code.js";
import type { GateName } from "../../generators/blocks/gates/kinds.js";
import type { GateList } from "../engine/genome.js";

/** The planes of a netlist's outputs, by AND, OR and XOR. */
export function planesOf(
  { gates, outputs }: GateList,
  code: PlaneCode,
  input: (port: string, bit: number) => Plane,
): Plane[] {
  const ones = code.repeated(-1);
  const planes = new Map<string, Plane>([
    ["0", code.repeated(0)],
    ["1", ones],
  ]);
  const planeOf = (name: string): Plane => {
    const known = planes.get(name);
    if (known !== undefined) return known;
    if (name.startsWith("g")) throw new RangeError(`there is no ${name}`);
    const made = input(name.charAt(0), Number(name.slice(1)));
    planes.set(name, made);
    return made;
  };
  gates.forEach(([name, ...taken], index) => {
    const inputs = taken.map(planeOf);
    const [a, b, c, d] = inputs as [Plane, Plane, Plane, Plane];
    const made = gateCode(name, code, [a, b, c, d]);
    planes.set(`g${index}`, made.inverted ? code.xor(made.plane, ones) : made.plane);
  });
  return outputs.map(planeOf);
}

type Four = readonly [a: Plane, b: Plane, c: Plane, d: Plane];

/** A gate as the complement of AND and OR, or as them. */
function gateCode(name: GateName, code: PlaneCode, [a, b, c, d]: Four): { plane: Plane; inverted: boolean } {
  const and = (...planes: Plane[]): Plane => planes.reduce((one, other) => code.and(one, other));
  const or = (...planes: Plane[]): Plane => planes.reduce((one, other) => code.or(one, other));
  const plain = (plane: Plane) => ({ plane, inverted: false });
  const not = (plane: Plane) => ({ plane, inverted: true });
  const made: Readonly<Record<GateName, () => { plane: Plane; inverted: boolean }>> = {
    inv: () => not(a),
    and2: () => plain(and(a, b)),
    or2: () => plain(or(a, b)),
    nand2: () => not(and(a, b)),
    nor2: () => not(or(a, b)),
    xor2: () => plain(code.xor(a, b)),
    xnor2: () => not(code.xor(a, b)),
    and3: () => plain(and(a, b, c)),
    or3: () => plain(or(a, b, c)),
    nand3: () => not(and(a, b, c)),
    nor3: () => not(or(a, b, c)),
    aoi21: () => not(or(and(a, b), c)),
    oai21: () => not(and(or(a, b), c)),
    mux2: () => plain(code.xor(a, and(code.xor(a, b), c))),
    and4: () => plain(and(a, b, c, d)),
    or4: () => plain(or(a, b, c, d)),
    nand4: () => not(and(a, b, c, d)),
    nor4: () => not(or(a, b, c, d)),
    aoi22: () => not(or(and(a, b), and(c, d))),
    oai22: () => not(and(or(a, b), or(c, d))),
    aoi211: () => not(or(and(a, b), c, d)),
    oai211: () => not(and(or(a, b), c, d)),
  };
  return made[name]();
}
