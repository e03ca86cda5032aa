import type { PageData } from "./data.js";

/** How the table is sorted. */
export interface Sort {
  readonly field: string;
  readonly descending: boolean;
}

/** What a reader has chosen: all that the page's address holds. */
export interface State {
  /** Fields of the axes. */
  readonly x: string;
  readonly y: string;
  /** The group that alone is shown; undefined: all. */
  readonly group: number | undefined;
  readonly filter: string;
  /** Whether the table shows only what is on a front. */
  readonly onlyFront: boolean;
  /** Whether axes reach to the last outlier. */
  readonly whole: boolean;
  readonly sort: Sort | undefined;
  /** A row. */
  readonly selected: number | undefined;
}

/** What a page shows at first. */
const initialState = ({ plots: [first] }: PageData): State => ({
  x: first?.x ?? "",
  y: first?.y ?? "",
  group: undefined,
  filter: "",
  onlyFront: false,
  whole: false,
  sort: undefined,
  selected: undefined,
});

/** A state as the part of an address behind `#`; of what is as at first, nothing. */
export function addressOf(state: State, data: PageData): string {
  const usual = initialState(data);
  const words = new URLSearchParams();
  const say = (name: string, value: string | undefined, otherwise: string): void => {
    if (value !== undefined && value !== otherwise) words.set(name, value);
  };
  say("y", state.y, usual.y);
  say("x", state.x, usual.x);
  if (state.group !== undefined) say("class", groupName(data, state.group), "");
  say("filter", state.filter, "");
  say("front", state.onlyFront ? "only" : "", "");
  say("range", state.whole ? "whole" : "", "");
  if (state.sort !== undefined) say("sort", `${state.sort.descending ? "-" : ""}${state.sort.field}`, "");
  if (state.selected !== undefined) say("select", data.rows[state.selected]?.name, "");
  return words.toString();
}

/** The state of an address. What this page does not have is as at first: an address may come from another sweep's page. */
export function stateOf(address: string, data: PageData): State {
  const words = new URLSearchParams(address.replace(/^#/, ""));
  const usual = initialState(data);
  const axis = (name: "x" | "y"): string => {
    const field = words.get(name);
    return data.columns.some((column) => column.better !== undefined && column.field === field)
      ? (field ?? "")
      : usual[name];
  };
  const [, minus = "", field = ""] = /^(-?)(.*)$/.exec(words.get("sort") ?? "") ?? [];
  return {
    x: axis("x"),
    y: axis("y"),
    group: found(data.groups.findIndex((_, index) => groupName(data, index) === words.get("class"))),
    filter: words.get("filter") ?? "",
    onlyFront: words.get("front") === "only",
    whole: words.get("range") === "whole",
    sort: data.shown.includes(field) ? { field, descending: minus !== "" } : undefined,
    selected: found(data.rows.findIndex(({ name }) => name === words.get("select"))),
  };
}

const groupName = ({ groups }: PageData, index: number): string =>
  `${groups[index]?.function ?? ""}: ${groups[index]?.formats ?? ""}`;

const found = (index: number): number | undefined => (index < 0 ? undefined : index);
