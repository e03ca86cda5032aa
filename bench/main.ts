import { Bench } from "tinybench";
import { parseDesigns } from "../generators/request.js";
import type { Design } from "../generators/design.js";
import { figure, ratio } from "../report/numbers.js";
import { terminalTable } from "../report/table.js";
import { verifyRtl } from "../sim/verify.js";

/** One line of the report: how many of what a second. */
interface Speed {
  readonly what: string;
  readonly unit: string;
  readonly per_second: number;
}

const designs = parseDesigns(["PositMult", "PlamMult", "n=16,64", "es=1"]);
const speeds = [...(await generation()), ...(await golden()), ...(await simulation())];

const columns = [
  { title: "what", align: "left", cell: ({ what }: Speed) => what },
  { title: "a second", align: "right", cell: (speed: Speed) => figure(speed.per_second, 0) },
  { title: "of", align: "left", cell: ({ unit }: Speed) => unit },
  {
    title: "to the first of its kind",
    align: "right",
    cell: ({ unit, per_second }: Speed) =>
      ratio(per_second, speeds.find((other) => other.unit === unit)?.per_second),
  },
] as const;
process.stdout.write(`${terminalTable(columns, speeds)}\n`);

/** Verilog texts written from designs. */
function generation(): Promise<Speed[]> {
  return measure(
    "Verilog files",
    designs,
    (design) => () => {
      design.verilog();
    },
    1,
  );
}

/** Products by the golden model, over operands that visit every regime. */
function golden(): Promise<Speed[]> {
  const batch = 1000;
  return measure(
    "golden products",
    designs,
    (design) => {
      const { width } = design.ports.x?.format ?? { width: 0 };
      const operands = Array.from({ length: batch }, (_, index) => ({
        x: BigInt.asUintN(width, BigInt(index) * 0x9e3779b97f4a7c15n),
        y: BigInt.asUintN(width, BigInt(index) * 0xd1342543de82ef95n) >> BigInt(index % width),
      }));
      return () => {
        for (const each of operands) design.golden(each);
      };
    },
    batch,
  );
}

async function measure(
  unit: string,
  subjects: readonly Design[],
  work: (design: Design) => () => void,
  batch: number,
): Promise<Speed[]> {
  const bench = new Bench({ time: 500 });
  for (const design of subjects) bench.add(design.spec, work(design));
  await bench.run();
  return bench.tasks.map(({ name, result }) => ({
    what: name,
    unit,
    per_second: "throughput" in result ? result.throughput.mean * batch : NaN,
  }));
}

/** Vectors compared by Icarus, the golden model and the start of the tools included. */
async function simulation(): Promise<Speed[]> {
  const found: Speed[] = [];
  for (const design of designs) {
    const { vectors, seconds } = await verifyRtl(design);
    found.push({ what: design.spec, unit: "vectors through Icarus", per_second: vectors / seconds });
  }
  return found;
}
