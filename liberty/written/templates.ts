import { numbers, printGroup } from "./print.js";
import type { Axis } from "./tables.js";

/** Notes that a table over these axes is written. @returns the name of its template */
export type TemplateUse = (kind: "delay" | "check" | "power", axes: readonly Axis[]) => string;

/**
 * The templates that tables name. Each table brings its own points along, so that one template serves all of a size;
 * ABC wants template and table to have as many.
 */
export class WrittenTemplates {
  readonly #known = new Map<string, string>();

  readonly use: TemplateUse = (kind, axes) => {
    if (axes.length === 0) return "scalar";
    const name = [kind, ...axes.map(({ variable, points }) => `${variable}_${points.length}`)].join("_by_");
    if (!this.#known.has(name)) this.#known.set(name, text(kind, name, axes));
    return name;
  };

  /** In the order of their names. */
  print(): string[] {
    return [...this.#known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, template]) => template);
  }
}

const text = (kind: string, name: string, axes: readonly Axis[]): string =>
  printGroup(
    {
      kind: kind === "power" ? "power_lut_template" : "lu_table_template",
      name,
      attributes: [
        ...axes.map(({ variable }, index) => [`variable_${index + 1}`, variable] as const),
        ...axes.map(
          ({ points }, index) => [`index_${index + 1}`, [numbers(points.map((_, i) => i))]] as const,
        ),
      ],
    },
    "  ",
  );
