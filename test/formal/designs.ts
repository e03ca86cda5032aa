import type { Design } from "../../generators/design.js";
import type { MappedNetlist } from "../../circuit/mapped-netlist.js";
import { declarePorts, handWritten } from "../sim/designs.js";

/** r = x & ~y, 2 bits each; operands that must not be taken for each other. `body` is the module's inside. */
export function andNot(body = "assign r = x & ~y;"): Design {
  return handWritten({
    name: "AndNot",
    ports: declarePorts({ x: 2, y: 2 }, { r: 2 }),
    golden: ({ x = 0n, y = 0n }) => ({ r: x & ~y }),
    verilog: `module AndNot(input [1:0] x, input [1:0] y, output [1:0] r);\n  ${body}\nendmodule\n`,
  });
}

/** Its netlist in the generic library, with `edits` made: each text is replaced where it first stands. */
export function netlistWith(edits: Readonly<Record<string, string>> = {}): MappedNetlist {
  return { module: "AndNot", netlist: edited(goodNetlist, edits) };
}

/** @throws {Error} there is nothing to replace: the test would test nothing */
export function edited(text: string, edits: Readonly<Record<string, string>>): string {
  return Object.entries(edits).reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`there is no ${from}`);
    return result.replace(from, to);
  }, text);
}

const goodNetlist = `
module AndNot(x, y, r);
  input [1:0] x;
  input [1:0] y;
  output [1:0] r;
  wire n0;
  wire n1;
  INV_X1 i0 (.A(x[0]), .Y(n0));
  INV_X1 i1 (.A(x[1]), .Y(n1));
  NOR2_X1 g0 (.A(n0), .B(y[0]), .Y(r[0]));
  NOR2_X1 g1 (.A(n1), .B(y[1]), .Y(r[1]));
endmodule
`;
