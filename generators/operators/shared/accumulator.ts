import { unsigned } from "../../../golden/integer.js";
import { control, output, type Port } from "../../contract/operator.js";

/** The controls of everything that accumulates, before its operands. */
export const accumulatorControls = {
  rst: control(1 / 64),
  clear: control(1 / 16),
  en: control(3 / 4),
} satisfies Record<string, Port>;

/** Whether the outputs show an operand taken in the last cycle. */
export const validOutput = output(unsigned(1));

/** What the controls do, for the header, the manifest and `tapir help`; at length in docs/sequential.md. */
export const accumulatorProtocol: readonly string[] = [
  "rst: the sum becomes 0; whatever else is asked, no operand is taken.",
  "clear: a new sum starts: with this cycle's operands where en is 1, else with 0.",
  "en: this cycle's operands are taken; where it is 0 the sum stays, and they do not matter.",
  "valid: an operand was taken in the last cycle, and r has it. r holds the sum at all times.",
];
