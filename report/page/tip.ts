import { element } from "./dom.js";

/** What a tooltip says of a design. */
interface TipText {
  readonly title: string;
  readonly figures: readonly (readonly [name: string, value: string])[];
  readonly note: string;
}

/** Pixels between a point and its tooltip, and between a tooltip and the window's border. */
const distance = 14;
const border = 8;

/** The page's one tooltip. It stays within the window, beside what it is about. */
export class Tip {
  readonly #box = element("tip", HTMLElement);

  /** @param at in pixels of the window */
  show({ title, figures, note }: TipText, at: { readonly x: number; readonly y: number }): void {
    const list = document.createElement("dl");
    for (const [name, value] of figures) list.append(textElement("dt", name), textElement("dd", value));
    this.#box.replaceChildren(textElement("strong", title), list, textElement("p", note));
    this.#box.hidden = false;
    const { width, height } = this.#box.getBoundingClientRect();
    const right = at.x + distance + width + border <= innerWidth;
    const left = right ? at.x + distance : at.x - distance - width;
    const top = at.y - height / 2;
    this.#box.style.left = `${clamped(left, innerWidth - width - border)}px`;
    this.#box.style.top = `${clamped(top, innerHeight - height - border)}px`;
  }

  hide(): void {
    this.#box.hidden = true;
  }
}

const clamped = (value: number, most: number): number => Math.max(border, Math.min(value, most));

/** An element with a text in it. */
export function textElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text: string,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
