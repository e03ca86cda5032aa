/** A function that makes its value at its first call, and then returns the same. After a failure it tries again. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
