import Elk from "elkjs/lib/elk-api.js";
import type { BlockDiagram } from "../../generators/block-diagram.js";
import { diagramSvg } from "../../report/diagrams/block-diagram.js";
import { layOutBy, type LayOut } from "../../report/diagrams/layout.js";
import { once } from "../../tools/once.js";
import type { OutputFile } from "./outputs.js";

/** Diagrams as a worker makes them, as the command line draws them. */
export const drawn = (files: readonly OutputFile[]): Promise<OutputFile[]> =>
  Promise.all(
    files.map(async ({ name, content }) => ({
      name,
      content: await diagramSvg(JSON.parse(String(content)) as BlockDiagram, await layOut()),
    })),
  );

/** What lays out stands in the page, packed, and runs in a worker of its own from the first diagram on. */
const layOut = once(async (): Promise<LayOut> => {
  const text = document.getElementById("elk")?.textContent ?? "";
  const packed = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const script = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const address = URL.createObjectURL(
    new Blob([await new Response(script).blob()], { type: "text/javascript" }),
  );
  return layOutBy(new Elk({ workerFactory: () => new Worker(address) }));
});
