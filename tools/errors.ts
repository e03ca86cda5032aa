/** The request was wrong, not a design or the program: one clear message, exit code 2. */
export class RequestError extends Error {
  override readonly name = "RequestError";
}
