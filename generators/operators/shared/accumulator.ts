import { unsigned } from "../../../golden/integer.js";
import { control, output, type Port } from "../../contract/operator.js";

/** The controls of every accumulator, which precede its operands. */
export const accumulatorControls = {
  rst: control(1 / 64),
  clear: control(1 / 16),
  en: control(3 / 4),
} satisfies Record<string, Port>;

/** 1 where the last cycle took an operand, which the outputs show. */
export const validOutput: Port = { ...output(unsigned(1)), isStatus: true };

/** The protocol, for header, manifest and `tapir help`; in full in docs/sequential.md. */
export const accumulatorProtocol: readonly string[] = [
  "rst: the sum becomes 0; whatever else is asked, no operand is taken.",
  "clear: a new sum starts: with this cycle's operands where en is 1, else with 0.",
  "en: this cycle's operands are taken; where it is 0 the sum stays, and they do not matter.",
  "valid: an operand was taken in the last cycle, and r has it. r holds the sum at all times.",
];
