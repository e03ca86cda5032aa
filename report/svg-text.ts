/** Widths of letters in an em, of the widest of the usual sans-serif fonts (DejaVu Sans): others are narrower. */
const narrow = new Set("ijlIftr.,:;'|!()[] -/");
const wide = new Set("mwMWGOQ@%+=<>~");

/** A text's width in pixels, rather too wide than too narrow. @param size of the font, in pixels */
export const textWidth = (text: string, size: number): number =>
  size *
  Array.from(text).reduce(
    (sum, letter) => sum + (narrow.has(letter) ? 0.42 : wide.has(letter) ? 0.9 : 0.64),
    0,
  );

/** A text in lines of at most so many letters, broken between words. */
export function linesOf(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
