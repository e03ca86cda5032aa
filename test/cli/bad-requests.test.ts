import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { tapirHere } from "./run-here.js";
import { tapir } from "./run.js";

describe("a wrong request ends with exit code 2, one clear message and nothing written", () => {
  test.each([
    ["generate PositMul n=8", /did you mean PositMult/],
    ["generate PositMult n=99", /n must be 3\.\.64/],
    ["generate PositMult", /needs n=3\.\.64/],
    ["generate PositMult n=8 PlamMult n=2", /n must be 3\.\.64/],
    ["generate PositMult n=8 -o file", /cannot write to file/],
    ["generate PositMult n=8 --vectors 9", /ask for one with --testbench/],
    ["generate PositMult n=32 --testbench --vectors 9999999", /vectors is 9999999; it must be/],
    ["generate PositMult --n=16", /'--n=16' .*; write n=16$/],
    ["verify PositMult -n 16", /'-n 16' .*; write n=16$/],
    ["generate PositMult n = 16", /'n = 16' .*; write n=16$/],
    ["generate PositMult n=8 --frobnicate", /unknown option '--frobnicate'/],
    ["generate PositMult n=8,16 --name mul", /--name mul names one module, and there are 2 designs/],
    ["generate PositMult n=8 --name 8mul", /'8mul' cannot name a module/],
    ["generate PositMult n=8 frequency=100 --name module", /word of Verilog/],
    ["help genrate", /nor a command; did you mean generate/],
    ["verify PositMult n=4 --seed 5000000000", /seed is 5000000000; .*0 to 4,294,967,295/],
    ["eval IntMult n=8 x=256 y=0", /does not fit the 8 bits of x; a value may be from 0 to 255/],
    ["eval IntMult n=8 signed=true x=-129 y=0", /x; a value may be from -128 to 127, a bit pattern/],
    ["verify PositMult n=32 -o file", /cannot write to file: .*no folder/],
    ["compare PositMult n=32 -o file/deeper", /cannot write to file\/deeper: .*file is no folder/],
    [
      "verify PositMult n=32 -o /proc/tapir/waves",
      /cannot write to \/proc\/tapir\/waves: there is no such file/,
    ],
    [
      "sweep PositMult n=32 --html /proc/tapir.html",
      /cannot write \/proc\/tapir\.html: there is no such file/,
    ],
    ["sweep PositMult n=32 --cache=", /--cache is given an empty word/],
    ["synth PositMult n=4 --liberty=", /--liberty is given an empty word/],
    ["infer lenet6 PositMult n=8", /no file lenet6, nor a network of that name; tapir brings lenet5/],
    ["infer lenet5 --csv PositMul n=8", /no operator 'PositMul'/],
    ["eval MitchwMult n=8 w=6 compensated=true x=3 y=5", /any more; write compensation=both/],
    ["synth PositMult n=4 --liberty .", /\. cannot be read: it is a folder/],
    ["export PositMult n=8", /required option.*--format.*; for example: tapir export PlamMult/],
    ["export PositMult n=8 -f npy,numpy", /'numpy' is no format; there are npy, header/],
    ["export PositMult n=16 -f c,npy", /inputs have 32 bits in all/],
    ["export PositMult n=8 -f c --decode", /--decode is for the format npy/],
    ["frobnicate", /unknown command 'frobnicate'; 'tapir help' shows them all/],
    ["generate", /missing required argument 'design'; for example: tapir generate PositMult/],
    ["verify PositMult n=4 --vectors many", /whole number/],
    ["eval IntMult n=4 x=1 x=2 y=1", /x is given twice/],
    ["eval IntMult n=4 x=1=2 y=1", /x=1=2 is no value/],
    ["export IntMult n=4 -f c --name double", /'double' cannot name a function: it is a word of C/],
    ["synth IntMult n=4 --dont-use *", /without an inverter.*; it has cells that --dont-use leaves out: /],
    ["synth IntMult n=4 --dont-use [z-a]*", /'\[z-a\]\*' has a range that ends before it begins/],
    ["infer lenet5 PositMult n=8 --predictions classes.csv", /--predictions writes NumPy/],
    ["train lenet5 --data built-in --predictions classes.json", /--predictions writes NumPy/],
    ["verify PositMult n=16 --vectors 0", /whole number from 1 to 5,000,000/],
    ["error PlamMult n=16 --samples 0", /whole number from 1 to/],
    ["synth PositMult n=4 --liberty file", /file/],
    ["synth PositMult n=4 --liberty nowhere.lib", /nowhere\.lib cannot be read/],
    ["compare PositMult n=4 --json --csv", /cannot be used with/],
    ["error PositMult n=8", /PositMult is not measured against anything/],
    ["error PlamMult n=8 --operands gauss", /Allowed choices are uniform, normal, corners/],
    ["error PlamMult n=8 es=0,1 --heatmap map.svg", /--heatmap show one design, and there are 2/],
    ["eval PlamMult n=8 es=0 x=1 y=1 --plot bits.pdf", /--plot writes SVG/],
    ["compare PositMult n=4 --plot areas.json", /--plot writes SVG/],
    ["error PlamMult n=8 es=0 --plot curve.png", /--plot writes SVG/],
    ["error PlamMult n=8 es=0 --exhaustive --plot curve.svg", /--plot is drawn of up to 20 input bits/],
    ["error PlamMult n=8 --heatmap a.svg --histogram a.svg", /both write a\.svg; name two files/],
    ["error PlamMult n=8 --heatmap map.png", /--heatmap writes SVG, and map\.png ends in \.png/],
    ["sweep PositMult n=4 --html page.pdf", /--html writes HTML, and page\.pdf ends in \.pdf/],
    ["sweep PositMult n=4 --json a.csv", /name a file that ends in \.json/],
    ["sweep PositMult n=4 --json a --csv a", /--json and --csv would both write a; name two files/],
    ["error PlamSqrt n=8 --heatmap map.svg", /PlamSqrt n=8 es=2 has one operand/],
    [
      "sweep PositMult n=4 --measures area",
      /'area' is no measure; there are verify, error, accuracy, synth, power, ice40/,
    ],
    ["sweep PositMult n=4 --json a --csv ./a", /--json and --csv would both write \.\/a; name two files/],
    ["sweep PositMult n=4 --html file/page.html", /cannot write file\/page\.html: .*file is no folder/],
    ["sweep PositMult n=4 --json --csv", /only one of --json and --csv can be printed/],
    ["synth PositMult n=4 --target ice40 --max-delay 2", /--max-delay is of the target asic/],
    ["synth PositMult n=4 --budget 10m", /--budget is of an exploration; ask for one with --explore/],
    ["synth PositMult n=4 --explore --budget soon", /it must be a time: 90 \(seconds\), 10m or 2h/],
    ["synth PositMult n=4 --max-delay fast", /a number of ns above 0/],
    ["synth PositMult n=4 --max-delay 2 --recipe reference", /--max-delay is of the recipe best/],
    ["synth PositMult n=4 --max-delay 2 --liberty generic", /the library tapir_generic knows no ns/],
    ["synth PositMult n=4 --target ice40 --liberty generic", /--liberty is of the target asic/],
    ["power PlamMult n=4 --liberty generic", /generic library has no units; --liberty FILE/],
    ["power PlamMult n=4 --clock fast", /a number of MHz above 0/],
    ["power PlamMult n=4 --operands gauss", /It must be uniform, normal, tenth, trace:FILE or trace:NETWORK/],
    ["sweep nothing.yaml", /nothing\.yaml cannot be read/],
    ["sweep s.yaml PositMult", /s\.yaml says what to sweep; write 'PositMult' there/],
    ["sweep PositMult n=4 --cache file", /the cache .*file cannot be used/],
    ["sweep PositMult n=4 --diagrams", /ask for one with --html FILE/],
    ["infer net.onnx --json results.csv", /--json writes JSON, and results\.csv ends in \.csv/],
    ["infer net.onnx --csv --markdown", /only one of --csv and --markdown can be printed/],
    ["report file", /file holds no results of a sweep by this version; 'tapir sweep/],
    ["report nothing.json", /nothing\.json cannot be read/],
    ["cache empty", /Allowed choices are info, clear/],
    ["eval PositMult n=8 x=0x50", /y has none/],
    ["eval PositMult n=8 x=0x150 y=0", /does not fit the 8 bits/],
    ["eval PositMult n=8 x=cat y=0", /no bit pattern/],
    ["eval PositMult n=8 x=0 y=0 z=0", /neither a parameter nor an input 'z'/],
  ])("%s", async (words, message) => {
    await withScratch(async (folder) => {
      await writeFile(join(folder, "file"), "this is no library\n");
      const { exitCode, stdout, stderr } = await tapirHere(words, { cwd: folder });
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/\n\s+at /);
      expect(await readdir(folder)).toEqual(["file"]);
    });
  });
});

describe("a tool that is missing is named with the remedy", () => {
  test.each([["timing PositMult n=4", /OpenSTA \(\w+\) is not installed.*apt-get install opensta/]])(
    "%s",
    async (words, message) => {
      await withScratch(async (folder) => {
        const { exitCode, stderr } = await tapir(words, { cwd: folder, env: { PATH: folder } });
        expect(exitCode).toBe(2);
        expect(stderr).toMatch(message);
      });
    },
  );
});

describe("a tool that fails is named with the last it said, and the other designs keep their results", () => {
  const yosysThat = (does: string): string =>
    `#!/bin/sh\n[ "$1" = -V ] && echo "Yosys 0.99 (fake)" && exit\n${does}\n`;

  test.each([
    ["crashes", "echo out of luck; exit 3", /Yosys.* failed \(exit code 3\)[^]*out of luck/],
    ["hangs", "sleep 60", /did not finish within 1 s/],
  ])("%s", async (_, does, message) => {
    await withScratch(async (folder) => {
      const TAPIR_YOSYS = join(folder, "yosys");
      await writeFile(TAPIR_YOSYS, yosysThat(does), { mode: 0o755 });
      const words = "synth PositMult n=4,5 --liberty generic --time-limit 1 --json";
      const { exitCode, stdout } = await tapirHere(words, { cwd: folder, env: { TAPIR_YOSYS } });
      expect(exitCode).toBe(2);
      const { designs } = JSON.parse(stdout) as { designs: { design: string; error: string }[] };
      expect(designs.map(({ design }) => design)).toEqual(["PositMult n=4 es=2", "PositMult n=5 es=2"]);
      for (const { error } of designs) expect(error).toMatch(message);
    });
  });
});

describe("what is wrong with an output is said before anything is measured", () => {
  test.each([
    ["generate IntMult n=4 frequency=100 -o file/x", /cannot write to file\/x: .*file is no folder.* -o/],
    ["synth IntMult n=4 -o file", /cannot write to file: .*file is no folder; choose another folder with -o/],
    ["synth IntMult n=4 --target ice40 -o file", /cannot write to file: /],
    ["export IntMult n=12 --format c -o file", /cannot write to file: /],
    ["sweep IntMult n=3 --measures synth --columns design,arae", /there is no column 'arae'; did you mean/],
    ["sweep IntMult n=3 --measures synth --csv --columns verdict", /there is no column 'verdict'/],
  ])("%s", async (words, message) => {
    await withScratch(async (cwd) => {
      await writeFile(join(cwd, "file"), "");
      // A request that got as far as a tool would say that there is none.
      const { exitCode, stdout, stderr } = await tapir(words, {
        cwd,
        env: { PATH: cwd, TAPIR_YOSYS: "native" },
      });
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toMatch(message);
      expect(stderr).not.toContain("\n");
    });
  });
});
