type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element with its attributes and what is in it. */
export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...inside: readonly (Node | string)[]
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...inside);
  return made;
}

/** What an element's looks depend on, when the page's style is not there. */
const looks = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "opacity",
] as const;

/** A drawing of the page as a file of its own. */
export function standalone(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [shown, copied] = [drawing, copy].map((each) => [...each.querySelectorAll<SVGElement>("*")]);
  shown?.forEach((element, index) => {
    const style = getComputedStyle(element);
    for (const name of looks) copied?.[index]?.setAttribute(name, style.getPropertyValue(name));
    copied?.[index]?.removeAttribute("class");
  });
  copy.setAttribute("style", `background: ${getComputedStyle(document.body).backgroundColor}`);
  return new XMLSerializer().serializeToString(copy);
}
