/** Texts that have most of their lines in common, as designs of one operator do: each different line stands once. */
export interface PackedTexts {
  readonly lines: readonly string[];
  /** By text: runs of `lines`, each as the index of its first line and how many there are. */
  readonly runs: readonly (readonly number[])[];
}

export function packTexts(texts: readonly string[]): PackedTexts {
  const lines: string[] = [];
  const places = new Map<string, number>();
  const placeOf = (line: string): number => {
    const known = places.get(line);
    if (known !== undefined) return known;
    places.set(line, lines.length);
    return lines.push(line) - 1;
  };
  const runs = texts.map((text) => runsOf(text.split("\n").map(placeOf)));
  return { lines, runs };
}

function runsOf(places: readonly number[]): number[] {
  const runs: number[] = [];
  let first = 0;
  for (const [index, place] of places.entries())
    if (place + 1 !== places[index + 1]) {
      const count = index + 1 - first;
      runs.push(place + 1 - count, count);
      first = index + 1;
    }
  return runs;
}

/** The text at an index. */
export function unpackText({ lines, runs }: PackedTexts, index: number): string {
  const found: string[] = [];
  const places = runs[index] ?? [];
  for (let run = 0; run < places.length; run += 2) {
    const [first = 0, count = 0] = places.slice(run, run + 2);
    found.push(...lines.slice(first, first + count));
  }
  return found.join("\n");
}
