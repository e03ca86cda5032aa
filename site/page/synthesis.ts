import { isGzipped, textOf } from "../../liberty/text-of.js";
import type { Design } from "../../generators/design.js";
import { jobOf } from "../../synth/mapping/job.js";
import { RequestError } from "../../tools/errors.js";
import type { Liberty, SynthesisRequest } from "../yosys/synthesised.js";
import type { SynthesisReply } from "../yosys/worker.js";

/**
 * Areas and delays by Yosys, on request. The worker loads it from the site's folder, once; what it has mapped is remembered.
 *
 *     wanted ───► the designs that are not mapped yet ───► worker, one after the other ───► replies
 */
export class Synthesis {
  /** By the library, as it was dropped, then by the design. */
  readonly #replies = new Map<Liberty | null, Map<string, SynthesisReply>>();
  #waiting: readonly Design[] = [];
  #worker: Worker | null = null;
  /** Whether the worker is at a design. */
  #isBusy = false;
  #isAsked = false;
  /** The library that was dropped; null: the generic one. */
  liberty: Liberty | null = null;
  /** What is wrong with the file that was dropped last. */
  problem = "";

  /** The version of Yosys in the site; empty: there is none. */
  readonly version = (document.getElementById("yosys")?.textContent ?? "").trim();

  constructor(private readonly onChange: () => void) {}

  get isAsked(): boolean {
    return this.#isAsked;
  }

  /** Why there can be none; empty: there can. */
  get refusal(): string {
    if (this.version === "")
      return "This site was built without Yosys, the npm package @yowasp/yosys. The command above says the same.";
    if (location.protocol === "file:")
      return "A browser loads no Yosys for a page that was opened from a file. Serve the site’s folder, for example with python3 -m http.server, and open the page from there; or use the command above.";
    return "";
  }

  /** The command line that says the same of a design. */
  commandFor({ spec }: Design): string {
    const name = this.liberty?.name ?? "generic";
    return `tapir synth ${spec} --liberty ${/^[\w.+-]+$/.test(name) ? name : `'${name}'`}`;
  }

  ask(): void {
    this.#isAsked = true;
    this.onChange();
  }

  /** What was found of a design; undefined while nothing is. */
  of(design: Design): SynthesisReply | undefined {
    return this.#replies.get(this.liberty)?.get(design.spec);
  }

  /** These designs are seen: those that are not mapped yet are next, and no others. */
  want(designs: readonly Design[]): void {
    if (!this.#isAsked || this.refusal !== "") return;
    this.#waiting = designs.filter((design) => this.of(design) === undefined);
    this.#next();
  }

  /** Takes a Liberty file, plain or gzipped, in the generic library's place. Null: the generic one again. */
  async take(file: File | null): Promise<void> {
    try {
      this.liberty = file === null ? null : { name: file.name, text: await libertyText(file) };
      this.problem = "";
      this.#isAsked ||= file !== null;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      this.problem = error.message;
    }
    this.onChange();
  }

  #next(): void {
    if (this.#isBusy) return;
    const design = this.#waiting.find((each) => this.of(each) === undefined);
    if (design === undefined) return;
    const { liberty } = this;
    this.#isBusy = true;
    const worker = (this.#worker ??= synthesisWorker());
    worker.onmessage = ({ data }: MessageEvent<SynthesisReply>) => {
      this.#done(liberty, design, data);
    };
    worker.onerror = ({ message }) => {
      this.#worker = null;
      this.#done(liberty, design, { refusal: `Yosys could not be loaded: ${message}` });
    };
    worker.postMessage({
      job: jobOf(design),
      objective: design.objective,
      liberty,
    } satisfies SynthesisRequest);
  }

  #done(liberty: Liberty | null, { spec }: Design, reply: SynthesisReply): void {
    const ofLibrary = this.#replies.get(liberty) ?? new Map<string, SynthesisReply>();
    this.#replies.set(liberty, ofLibrary.set(spec, reply));
    this.#isBusy = false;
    this.onChange();
    this.#next();
  }
}

/** A worker that has the page's own policy: it can load nothing but what is the site's. */
function synthesisWorker(): Worker {
  const script = new URL("yosys/synthesis.js", location.href).href;
  // What is said to it before it is loaded waits for it.
  const text = `
    const early = [];
    const keep = (event) => early.push(event.data);
    addEventListener("message", keep);
    import(${JSON.stringify(script)}).then(
      () => {
        removeEventListener("message", keep);
        for (const data of early) dispatchEvent(new MessageEvent("message", { data }));
      },
      (error) => postMessage({ refusal: "Yosys could not be loaded: " + error.message }),
    );`;
  return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })), { type: "module" });
}

async function libertyText(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isGzipped(bytes)) return textOf(file.name, bytes);
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  try {
    return textOf(file.name, new Uint8Array(await new Response(plain).arrayBuffer()));
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw new RequestError(`${file.name} cannot be read: it is no whole gzip file`);
  }
}
