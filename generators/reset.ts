import { activeLow, withPulses } from "../golden/reset-pulse.js";
import type { Bits } from "../golden/format.js";
import type { Machine, Port } from "./contract/operator.js";
import { resetPort, type ResetStyle } from "./hdl/reset.js";

type Ports = Readonly<Record<string, Port>>;

/** Ports with the reset port `rst` as a style has it: active low it is `rst_n`, which is 0 as often as `rst` is 1. */
export function withResetPort(ports: Ports, style: ResetStyle | null): Ports {
  if (style?.active !== "low") return ports;
  return Object.fromEntries(
    Object.entries(ports).map(([name, port]) =>
      name === "rst" ? [resetPort(style), { ...port, likelihood: 1 - (port.likelihood ?? 0) }] : [name, port],
    ),
  );
}

/** An operator's machine, which knows a synchronous `rst`, with the reset of a style. */
export function withReset(
  machine: () => Machine,
  style: ResetStyle | null,
  state: readonly string[],
): () => Machine {
  const pulsed = style?.reset === "async" ? withPulses(machine, state) : machine;
  return style?.active === "low" ? activeLow(pulsed) : pulsed;
}

/** Cycles that name `rst`, with the reset port of a style. */
export function* withResetCycles(cases: Iterable<Bits>, style: ResetStyle | null): Iterable<Bits> {
  for (const { rst, ...others } of cases)
    if (rst === undefined) yield others;
    else yield style?.active === "low" ? { rst_n: 1n - rst, ...others } : { rst, ...others };
}
