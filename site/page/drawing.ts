import Elk from "elkjs/lib/elk-api.js";
import type { BlockDiagram } from "../../generators/block-diagram.js";
import { diagramSvg } from "../../report/diagrams/block-diagram.js";
import { layOutBy, type LayOut } from "../../report/diagrams/layout.js";
import { once } from "../../tools/once.js";
import { RequestError } from "../../tools/errors.js";
import type { OutputFile } from "./outputs.js";

/** Diagrams as a worker makes them, as the command line draws them. */
export const drawn = (files: readonly OutputFile[]): Promise<OutputFile[]> =>
  Promise.all(
    files.map(async ({ name, content }) => ({
      name,
      content: await diagramSvg(JSON.parse(String(content)) as BlockDiagram, await layOut()),
    })),
  );

declare global {
  interface Window {
    /** The text of a worker's script, once `elk.js` is loaded. */
    tapirElk?: string;
  }
}

/** What lays out is loaded for the first diagram, and runs in a worker of its own. */
const layOut = once(async (): Promise<LayOut> => {
  await new Promise<unknown>((loaded, failed) => {
    const script = document.createElement("script");
    script.src = "elk.js";
    script.onload = loaded;
    script.onerror = () => {
      failed(
        new RequestError("Diagrams need the file elk.js of the site beside this page; it cannot be loaded."),
      );
    };
    document.head.append(script);
  });
  const text = new Blob([window.tapirElk ?? ""], { type: "text/javascript" });
  const address = URL.createObjectURL(text);
  return layOutBy(new Elk({ workerFactory: () => new Worker(address) }));
});
