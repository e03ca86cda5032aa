import { element } from "./dom.js";
import type { Model } from "./model.js";
import { svg } from "./svg.js";
import { colourOf, symbolOf } from "./symbols.js";

/** Every series with its symbol. Where the pointer is at one, its points stand out. */
export function legend({ data }: Model): void {
  const facets = element("facets", HTMLElement);
  const items = data.series.map((name, series) => {
    const item = document.createElement("li");
    item.append(symbolBox(series), name);
    const emphasise = (isEmphasised: boolean) => (): void => {
      for (const point of facets.querySelectorAll<SVGElement>(".point"))
        point.classList.toggle("faint", isEmphasised && point.dataset.series !== String(series));
    };
    item.addEventListener("pointerenter", emphasise(true));
    item.addEventListener("pointerleave", emphasise(false));
    return item;
  });
  element("legend", HTMLElement).replaceChildren(...items);
}

function symbolBox(series: number): SVGSVGElement {
  return svg(
    "svg",
    { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true" },
    svg(
      "g",
      { class: "point on-front", style: `--colour: ${colourOf(series)}` },
      svg("path", { d: symbolOf(series, 62) }),
    ),
  );
}
