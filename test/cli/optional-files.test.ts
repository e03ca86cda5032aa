import { describe, expect, test } from "vitest";
import { withoutSwallowing } from "../../cli/optional-files.js";

const options = [
  { long: "--csv", optional: true },
  { long: "--html", optional: true },
  { long: "--seed", optional: false },
];
const kept = (words: string): string => withoutSwallowing(words.split(" "), options).join(" ");

describe("an option that may go without a file takes no word of the request for one", () => {
  test.each([
    ["infer lenet5 --csv PositMult n=8", "infer lenet5 PositMult n=8 --csv"],
    ["sweep PositMult --csv n=8", "sweep PositMult n=8 --csv"],
    ["sweep --csv sweep.yaml", "sweep sweep.yaml --csv"],
    ["infer --csv net.onnx", "infer net.onnx --csv"],
    ["infer --csv lenet5 --html PositMul", "infer lenet5 PositMul --csv --html"],
    ["sweep --csv catalogue -- --html", "sweep catalogue --csv -- --html"],
  ])("%s", (written, read) => {
    expect(kept(written)).toBe(read);
  });

  test("report --csv results.json: it reads the results", () => {
    const words = ["report", "--csv", "results.json", "--html", "page.html"];
    const read = ["report", "results.json", "--html", "page.html", "--csv"];
    expect(withoutSwallowing(words, options, true)).toEqual(read);
    expect(withoutSwallowing(words, options)).toEqual(words);
    const joined = ["report", "1.json", "2.json", "--json", "joined.json"];
    expect(withoutSwallowing(joined, [...options, { long: "--json", optional: true }], true)).toEqual(joined);
  });

  test.each([
    "sweep IntMult n=3 --csv results",
    "sweep IntMult n=3 --csv /dev/stdout --html page.html",
    "sweep IntMult n=3 --csv",
    "sweep --seed 3 IntMult --csv p",
    "sweep --csv=PositMult IntMult n=3",
    "sweep --csv -- IntMult",
  ])("%s stays as it is", (written) => {
    expect(kept(written)).toBe(written);
  });
});
