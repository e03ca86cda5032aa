import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withScratch } from "../../../tools/scratch.js";
import { tapirHere } from "../../cli/run-here.js";
import { flipFlop, plain, spelledLibrary } from "../../liberty/spelled.js";

const register = flipFlop("DFF", 'clocked_on : "CK"; next_state : "D";', "", plain);
const library = spelledLibrary("cells", { ...plain, register });

test.each(["IntMac n=3 acc=8 form=sequential", "IntMult n=3 stages=2 --recipe retimed"])(
  "a register's output may be called by a word of Verilog: %s",
  async (words) => {
    expect(library).toContain("pin (Q)");
    await withScratch(async (folder) => {
      await writeFile(join(folder, "cells.lib"), library.replaceAll("pin (Q)", "pin (reg)"));
      const asked = `verify ${words} --level gates --vectors 200 --liberty cells.lib --csv`;
      const { exitCode, stdout } = await tapirHere(asked, { cwd: folder });
      expect({ exitCode, stdout }).toEqual({
        exitCode: 0,
        stdout: expect.stringMatching(/,gates,\d{3},sampled,0,.*,pass,/) as string,
      });
    });
  },
);
