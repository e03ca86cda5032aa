import type { PageData } from "./data.js";
import { FilterError, readFilter, type Filter } from "./filter.js";
import { groupFronts, type GroupFront } from "./front.js";
import { addressOf, stateOf, type State } from "./state.js";

/** What follows from a state: what plots and table show. */
export interface View {
  readonly state: State;
  /** Rows that filter and class leave, in the order of the data. */
  readonly rows: readonly number[];
  /** Of those, what the table shows. */
  readonly listed: readonly number[];
  /** By group. */
  readonly fronts: readonly GroupFront[];
  readonly onFront: ReadonlySet<number>;
  /** What is wrong with the filter, of which the last right one still holds. */
  readonly complaint: string | undefined;
}

type Listener = (view: View, before: State | undefined) => void;

/** State, what follows from it, and who shows it. The address follows too, so that a reload or a link shows the same. */
export class Model {
  #view: View;
  #filter: Filter = { holds: () => true, front: undefined };
  readonly #listeners: Listener[] = [];
  readonly #hovers: ((row: number | undefined) => void)[] = [];
  #hovered: number | undefined;

  constructor(readonly data: PageData) {
    this.#view = this.#viewOf(stateOf(location.hash, data));
    addEventListener("hashchange", () => {
      const state = stateOf(location.hash, data);
      if (addressOf(state, data) !== addressOf(this.#view.state, data)) this.update(state);
    });
  }

  get view(): View {
    return this.#view;
  }

  /** Called at once, and whenever the state has changed. */
  onChange(listener: Listener): void {
    this.#listeners.push(listener);
    listener(this.#view, undefined);
  }

  update(change: Partial<State>): void {
    const before = this.#view.state;
    this.#view = this.#viewOf({ ...before, ...change });
    const address = addressOf(this.#view.state, this.data);
    history.replaceState(null, "", address === "" ? location.pathname + location.search : `#${address}`);
    for (const listener of this.#listeners) listener(this.#view, before);
  }

  /** Called when the pointer or the focus comes to a design, in a plot or in the table; undefined: when it leaves. */
  onHover(listener: (row: number | undefined) => void): void {
    this.#hovers.push(listener);
  }

  hover(row: number | undefined): void {
    if (row === this.#hovered) return;
    this.#hovered = row;
    for (const listener of this.#hovers) listener(row);
  }

  #viewOf(state: State): View {
    const { data } = this;
    let complaint: string | undefined;
    try {
      this.#filter = readFilter(state.filter, data.columns);
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      complaint = error.message;
    }
    const { holds, front } = this.#filter;
    const rows = data.rows.flatMap((row, index) =>
      holds(row) && (state.group === undefined || row.group === state.group) ? [index] : [],
    );
    const fronts = groupFronts(data, rows, state);
    const onFront = new Set(fronts.flatMap((group) => group.front.map(({ key }) => key)));
    const isListed = (row: number): boolean =>
      (!state.onlyFront || onFront.has(row)) && (front === undefined || onFront.has(row) === front);
    return { state, rows, listed: rows.filter(isListed), fronts, onFront, complaint };
  }
}
