import { describe, expect, test } from "vitest";
import { importsUnder } from "../map/imports.js";

const imported = (folder: string): string[] => [...importsUnder(folder).values()].flat();

describe("the oracle and the hardware share nothing", () => {
  test("golden/ imports nothing from outside golden/", () => {
    expect(imported("golden")).not.toEqual([]);
    expect(imported("golden").filter((name) => !name.startsWith("golden/"))).toEqual([]);
  });

  test.each(["generators/hdl", "generators/blocks"])("%s/ imports nothing of golden/", (folder) => {
    expect(imported(folder)).not.toEqual([]);
    expect(imported(folder).filter((name) => name.startsWith("golden/"))).toEqual([]);
  });
});
