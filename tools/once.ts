/** A function that makes its value when it is first called, and gives the same from then on; after a failure it tries again. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
