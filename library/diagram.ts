import { blockDiagram } from "../generators/block-diagram.js";
import type { Design } from "../generators/design.js";
import { diagramSvg } from "../report/diagrams/block-diagram.js";
import { layOutBy, type LayOut } from "../report/diagrams/layout.js";
import { ToolError } from "../tools/tool.js";

/**
 * A design's datapath as an SVG file: the sections of its Verilog as boxes, what goes between them, a pipeline's stages.
 * @throws {ToolError} elkjs, an optional package that lays it out, is not installed
 */
export async function diagramOf(design: Design): Promise<string> {
  return diagramSvg(blockDiagram(design), await elkLayOut());
}

/** @throws {ToolError} elkjs is not installed */
export async function elkLayOut(): Promise<LayOut> {
  try {
    const { default: Elk } = await import("elkjs/lib/elk.bundled.js");
    return layOutBy(new Elk.default());
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) throw error;
    throw new ToolError(
      { name: "elkjs", command: "elkjs", packages: {} },
      "missing",
      "block diagrams are laid out by elkjs, an optional package that is not installed here; npm install elkjs",
    );
  }
}
