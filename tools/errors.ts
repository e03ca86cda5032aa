/** The request was wrong, not a design or the program: one clear message, exit code 2. */
export class RequestError extends Error {
  override readonly name = "RequestError";

  constructor(
    message: string,
    /** The parameter of a design that is to blame, for a form that shows the message beside it; undefined: none alone. */
    readonly parameter?: string,
  ) {
    super(message);
  }
}
