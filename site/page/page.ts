import { render } from "lit-html";
import { plamMult } from "../../generators/operators/index.js";
import { addressOf, firstOutput, readAddress, stateOf, type State } from "./address.js";
import { askedFor, writtenOf } from "./design.js";
import { drawn } from "./drawing.js";
import { outputs } from "./outputs.js";
import { view, type Seen } from "./view.js";
import { LastJob, type Job, type Reply } from "./work.js";

/** Cards stand beside the form where there is room for them. */
const hasRoom = matchMedia("(min-width: 70rem)");

/**
 * The page. What is typed makes a state; the state makes an address, a picture of itself, and a job for a worker.
 *
 *     typed ───► state ─┬─► address
 *     address ───┘      └─► asked ─┬─► form, operands, interface
 *                                  └─► worker ──► made ──► files
 */
class Page {
  #seen: Seen;
  readonly #worker: LastJob;
  /** The design and output that `made` is of, or will be. */
  #job = "";

  /** @param script the address of the page's own script, for its worker */
  constructor(
    private readonly root: HTMLElement,
    script: string,
  ) {
    const state = stateNow();
    this.#worker = new LastJob(script, (job, reply) => {
      void this.#take(job, reply);
    });
    const asked = askedFor(state);
    this.#seen = {
      state,
      asked,
      last: asked.design,
      made: null,
      isWaiting: false,
      filter: "",
      areCardsOpen: hasRoom.matches,
    };
    addEventListener("hashchange", () => {
      if (location.hash !== addressOf(this.#seen.state)) this.#go(stateNow(), hasRoom.matches);
    });
    hasRoom.addEventListener("change", () => {
      this.#update({ areCardsOpen: hasRoom.matches });
    });
    this.#go(state, hasRoom.matches);
  }

  /** Another state: its design is read, and made if it is another one. */
  #go(state: State, areCardsOpen = this.#seen.areCardsOpen): void {
    const asked = askedFor(state);
    const isOther = state.operator !== this.#seen.state.operator;
    const last = asked.design ?? (isOther ? null : this.#seen.last);
    this.#update({ state, asked, last, areCardsOpen, ...(isOther && { made: null }) });
    if (asked.design === null) {
      this.#worker.stop();
      this.#job = "";
      this.#update({ isWaiting: false });
      return;
    }
    const job = { operator: state.operator.name, written: writtenOf(state.values), show: state.show };
    if (JSON.stringify(job) === this.#job) return;
    this.#job = JSON.stringify(job);
    this.#update({ isWaiting: true, ...(this.#seen.made?.show !== state.show && { made: null }) });
    this.#worker.ask(job);
  }

  async #take(job: Job, reply: Reply): Promise<void> {
    const { show } = job;
    const made =
      "files" in reply
        ? { files: show === "diagram" ? await drawn(reply.files) : reply.files, refusal: "" }
        : { files: [], refusal: reply.refusal };
    // While it was drawn, another design may have been asked for.
    if (JSON.stringify(job) === this.#job) this.#update({ made: { show, ...made }, isWaiting: false });
  }

  #update(changed: Partial<Seen>): void {
    this.#seen = { ...this.#seen, ...changed };
    const { state, asked } = this.#seen;
    document.title = `${asked.design?.spec ?? state.operator.name} · tapir`;
    render(
      view(this.#seen, {
        onFilter: (filter) => {
          this.#update({ filter });
        },
        onCards: (areCardsOpen) => {
          this.#seen = { ...this.#seen, areCardsOpen };
        },
        onValue: (name, value) => {
          this.#typed({ values: { ...state.values, [name]: value } });
        },
        onOperand: (name, text) => {
          this.#typed({ operands: { ...state.operands, [name]: text } });
        },
        onShow: (show) => {
          this.#typed({ show });
        },
      }),
      this.root,
    );
  }

  #typed(changed: Partial<State>): void {
    const state = { ...this.#seen.state, ...changed };
    // What one types is one step back, not one for each letter.
    history.replaceState(null, "", addressOf(state));
    this.#go(state);
  }
}

function stateNow(): State {
  const state = readAddress(location.hash) ?? stateOf(plamMult);
  return state.show in outputs ? state : { ...state, show: firstOutput };
}

export const startPage = (root: HTMLElement, script: string): unknown => new Page(root, script);
