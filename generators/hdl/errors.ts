/** Bits do not fit together; the message names the signal. A mistake in a generator, never in a request. */
export class WidthError extends Error {
  override readonly name = "WidthError";
}

/** A generator broke a rule of the language that it builds: a name used twice, text that is no expression. */
export class ModuleError extends Error {
  override readonly name = "ModuleError";
}
