import { render } from "lit-html";
import { plamMult } from "../../generators/operators/index.js";
import { addressOf, firstOutput, readAddress, stateOf, type State, type States } from "./address.js";
import { besideOf } from "./beside.js";
import { outputs } from "./outputs.js";
import { Side } from "./side.js";
import { Synthesis } from "./synthesis.js";
import { view, type Around } from "./view.js";

/** Cards stand beside the form where there is room for them. */
const hasRoom = matchMedia("(min-width: 70rem)");

/**
 * The page. What is typed makes states, one for each design; states make an address, a picture of themselves, and a job for
 * each design's worker.
 *
 *     typed ───► states ─┬─► address
 *     address ───┘       └─► a side for each design ──► what is seen
 */
class Page {
  readonly #sides: Side[] = [];
  readonly #synthesis = new Synthesis(() => {
    this.#update({});
  });
  #around: Around = { filter: "", areCardsOpen: hasRoom.matches, synthesis: this.#synthesis };

  /** @param script the address of the page's own script, for its workers */
  constructor(
    private readonly root: HTMLElement,
    private readonly script: string,
  ) {
    addEventListener("hashchange", () => {
      if (location.hash === addressOf(this.#states)) return;
      this.#around = { ...this.#around, areCardsOpen: hasRoom.matches };
      this.#go(statesNow());
    });
    hasRoom.addEventListener("change", () => {
      this.#update({ areCardsOpen: hasRoom.matches });
    });
    addEventListener("dragover", (event) => {
      event.preventDefault();
    });
    addEventListener("drop", (event) => {
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      if (file === undefined) return;
      this.#typed((state) => ({ ...state, show: "synthesis" }));
      void this.#synthesis.take(file);
    });
    // What a page without an address shows is small.
    this.#go(statesNow(), location.hash === "");
  }

  get #states(): States {
    const [first, second] = this.#sides.map(({ seen }) => seen.state);
    if (first === undefined) throw new RangeError("the page has no design");
    return second === undefined ? [first] : [first, second];
  }

  #go(states: States, isSmall = false): void {
    for (const left of this.#sides.splice(states.length)) left.stop();
    for (const [index, state] of states.entries())
      if (this.#sides[index] === undefined)
        this.#sides[index] = new Side(
          this.script,
          state,
          () => {
            this.#update({});
          },
          isSmall,
        );
      else this.#sides[index].go(state);
    this.#update({});
  }

  #update(changed: Partial<Around>): void {
    this.#around = { ...this.#around, ...changed };
    const sides = this.#sides.map(({ seen }) => seen);
    if (sides[0]?.state.show === "synthesis")
      this.#synthesis.want(sides.flatMap(({ asked }) => asked.design ?? []));
    document.title = `${sides
      .map(({ asked, state }) => asked.design?.spec ?? state.operator.name)
      .join(" beside ")} · tapir`;
    render(
      view(sides, this.#around, {
        onFilter: (filter) => {
          this.#update({ filter });
        },
        onCards: (areCardsOpen) => {
          this.#around = { ...this.#around, areCardsOpen };
        },
        onValue: (side, name, value) => {
          this.#typed((state, index) =>
            index === side ? { ...state, values: { ...state.values, [name]: value } } : state,
          );
        },
        onOperand: (name, text) => {
          this.#typed((state) => ({ ...state, operands: { ...state.operands, [name]: text } }));
        },
        onCycles: (side, cycles) => {
          this.#typed((state, index) => (index === side ? { ...state, cycles } : state));
        },
        onShow: (show) => {
          this.#typed((state) => ({ ...state, show }));
        },
        onBeside: () => {
          const [first] = this.#states;
          location.hash = addressOf([first, besideOf(first, sides[0]?.asked.design ?? null)]);
        },
      }),
      this.root,
    );
  }

  #typed(change: (state: State, index: number) => State): void {
    const [first, second] = this.#states;
    const states: States = second === undefined ? [change(first, 0)] : [change(first, 0), change(second, 1)];
    // What one types is one step back, not one for each letter.
    history.replaceState(null, "", addressOf(states));
    this.#go(states);
  }
}

function statesNow(): States {
  const [first, second] = readAddress(location.hash) ?? [stateOf(plamMult)];
  const shown = (state: State): State => (state.show in outputs ? state : { ...state, show: firstOutput });
  return second === undefined ? [shown(first)] : [shown(first), shown(second)];
}

export const startPage = (root: HTMLElement, script: string): unknown => new Page(root, script);
