import type { Node } from "../expression.js";
import { operands } from "../expression.js";
import type { Signal } from "../signal.js";
import { gateDelays, settlesAt } from "./delay.js";
import { wordsIn } from "./expand.js";
import { BitNetwork } from "./network.js";
import type { Word } from "./sum.js";

/** Delay of an expression of `width` bits by itself, in FO4: all operands arrive at once, its last bit counts. */
export function delayOf(node: Node, width: number): number {
  const network = new BitNetwork();
  const values = new Map<Signal, Word>();
  for (const signal of signalsIn(node))
    if (!values.has(signal))
      values.set(
        signal,
        Array.from({ length: signal.width }, () => network.input()),
      );
  return settlesAt(network, wordsIn(network, values)(node, width), { ...gateDelays, ports: 0 });
}

const signalsIn = (node: Node): Signal[] =>
  node.kind === "signal" || node.kind === "slice" ? [node.signal] : operands(node).flatMap(signalsIn);
