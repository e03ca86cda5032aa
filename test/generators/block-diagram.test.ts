import { expect, test } from "vitest";
import { blockDiagram, type BlockDiagram } from "../../generators/block-diagram.js";
import { parseDesign } from "../../generators/request.js";

const boxOf = ({ blocks }: BlockDiagram, text: string) => blocks.find((block) => block.text === text);

/** `from → to: signals`, without ranges. */
const linksOf = ({ blocks, links }: BlockDiagram): string[] =>
  links
    .map(({ from, to, signals }) => {
      const names = signals.map((signal) => signal.replace(/\[.*/, "")).sort();
      return `${blocks[from]?.text.replace(/\[.*/, "")} → ${blocks[to]?.text.replace(/\[.*/, "")}: ${names.join(" ")}`;
    })
    .sort();

/** The same, read from the Verilog's text: which section declares a name, and which ones use it. */
function readLinks(verilog: string): string[] {
  const declaredIn = new Map(
    [...verilog.matchAll(/^ {2}input +wire .*?(\w+),?$/gm)].map(([, name = ""]) => [name, name]),
  );
  const body = verilog.slice(verilog.indexOf(");\n"));
  const sections = body
    .split(/^ {2}\/\/ /m)
    .slice(1)
    .map((section) => section.split("\n"));
  const uses: [string, string][] = [];
  for (const [comment = "", ...lines] of sections)
    for (const statement of lines.join(" ").split(";")) {
      const [, output] = /assign (\w+) = /.exec(statement) ?? [];
      const [, wire] = /wire +(?:\[\S+\] +)?(\w+) = /.exec(statement) ?? [];
      if (wire !== undefined) declaredIn.set(wire, comment);
      for (const [name] of statement.replace(/.*? = /, "").matchAll(/\b[a-z]\w*/g))
        uses.push([name, output ?? comment]);
    }
  const links = new Map<string, Set<string>>();
  for (const [name, to] of uses) {
    const from = declaredIn.get(name);
    if (from === undefined || from === to) continue;
    const key = `${from} → ${to}`;
    links.set(key, (links.get(key) ?? new Set()).add(name));
  }
  return [...links].map(([key, names]) => `${key}: ${[...names].sort().join(" ")}`).sort();
}

test("boxes and links are what one reads in the Verilog", () => {
  const design = parseDesign("PlamMult n=8 es=1");
  const links = linksOf(blockDiagram(design));
  expect(links.length).toBeGreaterThan(10);
  expect(links).toEqual(readLinks(design.verilog()));
});

test("a pipeline's boxes stand in their stages, with the bits of registers between them", () => {
  const design = parseDesign("PositMult n=8 es=0 stages=3 handshake=ready");
  const diagram = blockDiagram(design);
  const counted = [...design.verilog().matchAll(/Stage (\d): (\d+) bits of registers begin it/g)];
  expect(counted).toHaveLength(3);
  // The valid bit is one more.
  expect(diagram.cuts).toEqual(
    counted.map(([, stage, bits]) => ({ stage: Number(stage), bits: Number(bits) + 1 })),
  );
  expect(boxOf(diagram, "x[7:0]")).toMatchObject({ kind: "input", stage: 0 });
  expect(boxOf(diagram, "r[7:0]")).toMatchObject({ kind: "output", stage: 3 });
  // No register carries it: it is read where the result is.
  expect(boxOf(diagram, "out_ready")).toMatchObject({ kind: "input", stage: 3 });
  expect(diagram.controls).toEqual(["rst"]);
  for (const { from, to } of diagram.links)
    expect(diagram.blocks[from]?.stage).toBeLessThanOrEqual(diagram.blocks[to]?.stage ?? -1);
});

test("a register that holds a sum is a box, and its next state goes back to it", () => {
  const diagram = blockDiagram(parseDesign("IntMac n=4 acc=10 form=sequential"));
  const state = diagram.blocks.findIndex(({ kind, text }) => kind === "state" && text.endsWith("[9:0]"));
  expect(state).toBeGreaterThanOrEqual(0);
  expect(diagram.links.some(({ to }) => to === state)).toBe(true);
  expect(diagram.links.some(({ from }) => from === state)).toBe(true);
  expect(diagram.cuts).toEqual([]);
});

test("levels of a tree are one box", () => {
  const texts = blockDiagram(parseDesign("IntMult n=8")).blocks.map(({ text }) => text);
  expect(texts).toContain("Levels 1 to 4 of the tree: columns of bits are brought down to two");
  expect(texts.filter((text) => text.startsWith("Level "))).toEqual([]);
});
