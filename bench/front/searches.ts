import { resolve } from "node:path";
import { execa } from "execa";
import { builtProgram } from "../../tools/package-root.js";

/** A search for a smaller multiplier than an anchor within its errors, as docs/search.md has it. */
interface AnchorSearch {
  readonly anchor: string;
  readonly starts: string;
  /** Errors of the anchor, and how long it takes. */
  readonly options: string;
}

const dadda = "objective=area tree=dadda";

/** Of the anchors that few designs of the catalogue come near, or none. */
const searches: readonly AnchorSearch[] = [
  {
    anchor: "gs2",
    starts: `OrMult n=8 t=5 ${dadda}`,
    options: "--mred 0.514% --nmed 0.057% --evaluations 3M",
  },
  {
    anchor: "ngr",
    starts: "OrMult n=8 t=6 objective=area tree=wallace counters=halves adder=ripple",
    options: "--mred 1.9% --nmed 0.065% --evaluations 6M",
  },
  {
    anchor: "dm1",
    starts: `OrMult n=8 t=7,8 ${dadda}`,
    options: "--mred 4.73% --nmed 0.206% --evaluations 3M",
  },
  {
    anchor: "12n4",
    starts: `OrMult n=8 t=8 ${dadda}`,
    options: "--mred 4.2% --nmed 0.436% --evaluations 3M",
  },
  {
    anchor: "17ks",
    starts: `OrMult n=8 t=8,9 ${dadda}`,
    options: "--mred 10.85% --nmed 0.569% --evaluations 2M",
  },
  {
    anchor: "fta",
    starts: `IntMult n=8 OrMult n=8 t=9 ${dadda}`,
    options: "--mred 13.96% --nmed 0.893% --evaluations 1M",
  },
  {
    anchor: "qkx",
    starts: `OrMult n=8 t=12 TruncMult n=8 t=12 ${dadda}`,
    options: "--mred 21.9% --nmed 5.13% --seed 2 --evaluations 400k",
  },
];

/**
 * Searches on all cores, one after the other.
 * @param liberty as for `--liberty`
 * @param folder where the files go: `ngr.yaml` …
 * @returns the designs that were found, their files relative to the folder
 */
export async function searched(
  liberty: readonly string[] | undefined,
  folder: string,
  onSearch: (anchor: string) => void,
): Promise<string[]> {
  const libraries = (liberty ?? []).flatMap((file) => ["--liberty", resolve(file)]);
  for (const { anchor, starts, options } of searches) {
    onSearch(anchor);
    const words = `search ${starts} ${options} --rounds 3 --chains 2 -o ${anchor}.yaml`.split(" ");
    await execa(process.execPath, [builtProgram, ...words, ...libraries], { cwd: folder });
  }
  return searches.flatMap(({ anchor }) => ["SearchedMult", `file=${anchor}.yaml`, "objective=area"]);
}
