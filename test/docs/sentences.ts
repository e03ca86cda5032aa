import { lexer, type Token } from "marked";

/** The most words that a sentence of a page may have. */
export const mostWords = 35;

/** What is not prose. */
const left = new Set(["code", "table", "html", "heading"]);

/** Blocks that other blocks stand in. */
const around = new Set(["list", "list_item", "blockquote"]);

const childrenOf = (token: Token): readonly Token[] =>
  token.type === "list"
    ? (token as { items: Token[] }).items
    : ((token as { tokens?: Token[] }).tokens ?? []);

/** The paragraphs of a page as tokens, those of list items and quotations among them. */
function paragraphs(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    if (left.has(token.type)) return [];
    return around.has(token.type) ? paragraphs(childrenOf(token)) : [token];
  });
}

/** A paragraph as it is read. A stop within code ends no sentence: `n=0..4` keeps its words, without stops. */
function textOf(token: Token): string {
  if (token.type === "html") return "";
  if (token.type === "br") return " ";
  if (token.type === "codespan") return (token as { text: string }).text.replaceAll(/[.!?]/g, "");
  const children = childrenOf(token);
  return children.length > 0 ? children.map(textOf).join("") : ((token as { text?: string }).text ?? "");
}

/** The sentences of a page's prose. Code blocks, tables, headings and comments are left out. */
export function sentencesOf(page: string): string[] {
  return paragraphs(lexer(page))
    .flatMap((paragraph) => textOf(paragraph).split(/(?<=[.!?][)”"']*)(?<!\b(?:e\.g|i\.e|cf|vs)\.)\s+/))
    .filter((sentence) => sentence.trim() !== "");
}

/** How many words a sentence has: what has a letter or a digit in it. */
const wordsOf = (sentence: string): number =>
  sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** The sentences that are too long to be read once, each behind its number of words. */
export const longSentences = (page: string): string[] =>
  sentencesOf(page)
    .filter((sentence) => wordsOf(sentence) > mostWords)
    .map((sentence) => `${wordsOf(sentence)} words: ${sentence.replaceAll(/\s+/g, " ")}`);
