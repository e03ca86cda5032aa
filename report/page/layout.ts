/** How plots are laid out: side by side in columns, each as high as given. In pixels. */
interface Layout {
  readonly columns: number;
  readonly height: number;
}

const gap = 8;
/** Above each plot: its class and how many are on its front. */
const caption = 48;
/** No plot is narrower or lower, be there ever so many: then the reader scrolls. */
const narrowest = 176;
const lowest = 118;
/** A plot is at most this much as high as wide. */
const shape = 0.8;
/** Of plots that do not all fit. */
const scrolled = { width: 250, height: 165 };

/** As large as they can be with all in sight; where not all can be, of a size that is pleasant to scroll through. */
export function layoutFor(count: number, width: number, height: number): Layout {
  const widthOf = (columns: number): number => (width - gap * (columns - 1)) / columns;
  const most = Math.max(1, Math.floor((width + gap) / (narrowest + gap)));
  const layouts = Array.from({ length: Math.min(most, count) }, (_, index) => {
    const columns = index + 1;
    const rows = Math.ceil(count / columns);
    const room = (height - gap * (rows - 1)) / rows - caption - 2;
    return { columns, height: Math.floor(Math.min(room, widthOf(columns) * shape)) };
  }).filter((layout) => layout.height >= lowest);
  const [best] = layouts.sort(
    (one, other) => widthOf(other.columns) * other.height - widthOf(one.columns) * one.height,
  );
  return (
    best ?? {
      columns: Math.max(1, Math.floor((width + gap) / (scrolled.width + gap))),
      height: scrolled.height,
    }
  );
}
