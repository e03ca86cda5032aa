/** Runs of things that are numbered: each as its first number and how many there are. */
type Runs = readonly number[];

/** Texts that have most in common, as designs of one operator do: each different paragraph and each different line stands once. */
export interface PackedTexts {
  readonly lines: readonly string[];
  /** By paragraph: runs of `lines`. */
  readonly paragraphs: readonly Runs[];
  /** By text: runs of `paragraphs`. */
  readonly texts: readonly Runs[];
}

const paragraphEnd = "\n\n";
const lineEnd = "\n";

export function packTexts(whole: readonly string[]): PackedTexts {
  // Most paragraphs are known, and are not looked at line by line.
  const { different, runs: texts } = pack(whole, paragraphEnd);
  const { different: lines, runs: paragraphs } = pack(different, lineEnd);
  return { lines, paragraphs, texts };
}

/** The text at an index. */
export function unpackText({ lines, paragraphs, texts }: PackedTexts, index: number): string {
  const paragraph = (place: number): string =>
    places(paragraphs[place])
      .map((line) => lines[line])
      .join(lineEnd);
  return places(texts[index]).map(paragraph).join(paragraphEnd);
}

interface Packed {
  readonly different: readonly string[];
  /** By text: runs of those that are different. */
  readonly runs: readonly Runs[];
}

function pack(texts: readonly string[], end: string): Packed {
  const known = new Map<string, number>();
  const placeOf = (part: string): number => {
    const place = known.get(part) ?? known.size;
    if (place === known.size) known.set(part, place);
    return place;
  };
  const runs = texts.map((text) => runsOf(text.split(end).map(placeOf)));
  return { different: [...known.keys()], runs };
}

function runsOf(numbers: readonly number[]): Runs {
  const runs: number[] = [];
  let first = 0;
  for (const [index, number] of numbers.entries())
    if (number + 1 !== numbers[index + 1]) {
      const count = index + 1 - first;
      runs.push(number + 1 - count, count);
      first = index + 1;
    }
  return runs;
}

function places(runs: Runs = []): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < runs.length; at += 2) {
    const [first = 0, count = 0] = runs.slice(at, at + 2);
    for (let place = first; place < first + count; place++) numbers.push(place);
  }
  return numbers;
}
