const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as HTML shows it, between tags and in attributes. */
export const html = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? "");
