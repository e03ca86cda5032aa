/** What the program ends with: all good, a design is wrong, or the request was wrong or a tool failed. */
export const exit = { good: 0, wrongDesign: 1, failedRequest: 2 } as const;

/** The exit code of many outcomes: a wrong design outranks a failed tool, which outranks none. */
export function exitCode(outcomes: readonly { readonly wrong: boolean; readonly failed: boolean }[]): number {
  if (outcomes.some(({ wrong }) => wrong)) return exit.wrongDesign;
  return outcomes.some(({ failed }) => failed) ? exit.failedRequest : exit.good;
}
