import { axesOf, placeOf, usualPlots } from "./fronts.js";
import type { Results, Row } from "./results.js";
import { everyColumn, tableColumns, type SweepColumn } from "./sweep-tables.js";

/** The columns of a page: an exact design has the errors of one, and a parameter that a design does not have is left empty. */
export function pageColumns(results: Results): SweepColumn[] {
  return everyColumn(results)
    .filter(({ field }) => field !== "front")
    .map((column) => forPage(column));
}

function forPage(column: SweepColumn): SweepColumn {
  const { figure, cell, value } = column;
  if (figure === undefined) return { ...column, cell: (row) => (value(row) === null ? "" : cell(row)) };
  if (figure.exact === undefined) return column;
  const isByDefinition = (row: Row): boolean => value(row) === null && placeOf(row, figure) !== null;
  return {
    ...column,
    value: (row) => (isByDefinition(row) ? placeOf(row, figure) : value(row)),
    cell: (row) => (isByDefinition(row) ? "exact" : cell(row)),
  };
}

/**
 * The columns of a page's table after the design's own: those asked for by field name, else each parameter in one of its own
 * and each figure. The narrow and the wanted come first, as a table beside plots shows half of them: class, numbers, what is
 * plotted; then what else tells designs apart, the other figures, and what is the same for all.
 * @throws {RequestError} there is no such column
 */
export function pageTable(results: Results, fields?: readonly string[]): SweepColumn[] {
  const all = pageColumns(results);
  const named = (wanted: readonly string[]): SweepColumn[] =>
    wanted.flatMap((name) => all.find(({ field }) => field === name) ?? []);
  const asked = tableColumns(results, fields).map(({ field }) => field);
  if (fields !== undefined) return named(asked).filter(({ field }) => field !== "design");
  const differs = ({ value }: SweepColumn): boolean =>
    new Set(results.designs.map(value).filter((each) => each !== null)).size > 1;
  const own = [...new Set(results.designs.flatMap(({ parameters }) => Object.keys(parameters)))];
  const parameters = named(own);
  const isNumber = ({ value }: SweepColumn): boolean =>
    results.designs.some((row) => typeof value(row) === "number");
  const differing = (wanted: readonly string[]): string[] =>
    named(wanted)
      .filter(differs)
      .map(({ field }) => field);
  const plotted = usualPlots(results).flatMap(({ y, x }) => [y.field, x.field]);
  const isAxis = new Set(axesOf(results).map(({ field }) => field));
  const figures = asked.filter((field) => all.some((column) => column.field === field && column.figure));
  const fieldsInOrder = [
    ...differing(["class"]),
    ...parameters.filter(isNumber).map(({ field }) => field),
    ...plotted,
    ...differing([...own, "objective", "library"]),
    ...figures.filter((field) => isAxis.has(field)),
    ...figures,
    ...own,
  ];
  return named([...new Set(fieldsInOrder)]);
}
