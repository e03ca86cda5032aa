/** The request was wrong (as opposed to a design or the program being wrong): one clear message, exit code 2. */
export class RequestError extends Error {
  override readonly name = "RequestError";
}
