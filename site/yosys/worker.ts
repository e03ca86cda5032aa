import { once } from "../../tools/once.js";
import { RequestError } from "../../tools/errors.js";
import type { SynthesisResult } from "../../synth/mapping/result.js";
import type { Library } from "../../liberty/library.js";
import {
  libraryOf,
  synthesised,
  type Liberty,
  type SynthesisRequest,
  type YosysOfFiles,
} from "./synthesised.js";

/*
 * Synthesis in the page: a worker of its own, which loads Yosys from the site's folder. The program beside this one, `yosys/yowasp/`,
 * is that of the package @yowasp/yosys, unchanged.
 */

export type SynthesisReply = { readonly result: SynthesisResult } | { readonly refusal: string };

/** What is used of the package. Files come as texts where they are ASCII. */
interface YoWasp {
  readonly version: string;
  readonly runYosys: (
    args: readonly string[],
    files: Readonly<Record<string, string>>,
    options: { readonly stdout: (bytes: Uint8Array | null) => void; readonly stderr: () => void },
  ) => Promise<Readonly<Record<string, string | Uint8Array | undefined>>>;
}

const yosys = once(async (): Promise<YosysOfFiles> => {
  const address = new URL("./yowasp/bundle.js", import.meta.url).href;
  const { version, runYosys } = (await import(address)) as YoWasp;
  return {
    version: `Yosys ${version} (YoWASP)`,
    run: async (args, files) => {
      const decoder = new TextDecoder();
      let stdout = "";
      const left = await runYosys(
        args,
        { ...files },
        {
          stdout: (bytes) => {
            if (bytes !== null) stdout += decoder.decode(bytes, { stream: true });
          },
          stderr: () => undefined,
        },
      );
      return { stdout, file: (name) => textIn(left[name]) };
    },
  };
});

const textIn = (content: string | Uint8Array | undefined): string =>
  content instanceof Uint8Array ? new TextDecoder().decode(content) : (content ?? "");

/** The library that was read last, by its text: designs are often mapped to the same. */
let known: { readonly text: string | undefined; readonly library: Library } | null = null;

function libraryFor(liberty: Liberty | null): Library {
  if (known === null || known.text !== liberty?.text)
    known = { text: liberty?.text, library: libraryOf(liberty) };
  return known.library;
}

async function replyTo(request: SynthesisRequest): Promise<SynthesisReply> {
  try {
    return { result: await synthesised(request, libraryFor(request.liberty), await yosys()) };
  } catch (error) {
    if (error instanceof RequestError) return { refusal: error.message };
    throw error;
  }
}

addEventListener("message", ({ data }: MessageEvent<SynthesisRequest>) => {
  replyTo(data).then(
    (reply) => {
      postMessage(reply);
    },
    (error: unknown) => {
      postMessage({
        refusal: `Yosys did not do it: ${error instanceof Error ? error.message : String(error)}`,
      });
    },
  );
});
