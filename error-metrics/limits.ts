/** Random operands that errors are measured on: more would take days. */
export const mostSamples = 1_000_000_000;
