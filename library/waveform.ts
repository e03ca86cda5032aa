import type { Design } from "../generators/design.js";
import { protocolOf } from "../generators/verilog.js";
import { waveform } from "../operands/waveform.js";
import { waveformSvg } from "../report/diagrams/waveform.js";

/**
 * A run of a design with a clock as an SVG file: what its protocol says, as the golden machine does it.
 * @throws {RequestError} the design is combinational
 */
export const waveformOf = (design: Design): string =>
  waveformSvg(waveform(design), [
    ...protocolOf(design),
    `Blue names are inputs. ${design.pipeline.stages > 0 ? "A result has the colour of its operands. " : ""}What is grey is unknown, or means nothing.`,
  ]);
