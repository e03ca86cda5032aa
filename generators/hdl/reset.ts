/** How a module's registers are reset, as parameters name it. */
export interface ResetStyle {
  /** `sync`: at rising edges of the clock. `async`: at once, and as long as the port is active. */
  readonly reset: "sync" | "async";
  /** The level at which the port resets. */
  readonly active: "high" | "low";
}

/** Where nothing else is asked for. */
export const usualReset: ResetStyle = { reset: "sync", active: "high" };

/** The name of the reset port: `rst`, or `rst_n` where it is active low. */
export const resetPort = ({ active }: ResetStyle): "rst" | "rst_n" => (active === "low" ? "rst_n" : "rst");

/** The bit at which a reset port resets, or does not. */
export const resetLevel = ({ active }: ResetStyle, resets = true): 0n | 1n =>
  (active === "high") === resets ? 1n : 0n;

/** The event that starts an asynchronous reset: `negedge rst_n`. */
export const resetEvent = (style: ResetStyle): string =>
  `${style.active === "low" ? "negedge" : "posedge"} ${resetPort(style)}`;
