import { expect, it } from "vitest";
import { renderTemplate } from "../../tools/template.js";

it("a template needs all it names, and is printed as it is", () => {
  const view = { driver: "A&B", load_fF: "1" };
  expect(renderTemplate("synth/mapping/surroundings.constr.hbs", view)).toBe(
    "set_driving_cell A&B\nset_load 1 [all_outputs]\n",
  );
  expect(() => renderTemplate("synth/mapping/surroundings.constr.hbs", { driver: "X" })).toThrow(/load_fF/);
});
