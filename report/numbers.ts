/** A figure with a fixed number of decimals; a dash where there is none. */
export const figure = (value: number | null | undefined, decimals: number): string =>
  value === null || value === undefined || !Number.isFinite(value) ? "–" : formatOf(decimals).format(value);

/** The same of a quantity, which is never printed as 0 when it is not: 0.0328 µW with one decimal is `0.033`. */
export function quantity(value: number | null | undefined, decimals: number): string {
  const vanishes = typeof value === "number" && value !== 0 && Math.abs(value) < 0.5 * 10 ** -decimals;
  return vanishes ? String(Number(value.toPrecision(2))) : figure(value, decimals);
}

const formats = new Map<number, Intl.NumberFormat>();

/** Making one takes longer than using it a hundred times. */
function formatOf(decimals: number): Intl.NumberFormat {
  let format = formats.get(decimals);
  if (format === undefined) {
    format = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(decimals, format);
  }
  return format;
}

/** A ratio to a reference: `0.36×`; a dash where either is missing. */
export function ratio(value: number | null | undefined, reference: number | null | undefined): string {
  if (typeof value !== "number" || typeof reference !== "number" || reference === 0) return "–";
  return `${figure(value / reference, 2)}×`;
}

/** Per cent less than a reference: `64.2`; below zero where it is more, a dash where either is missing. */
export function saved(value: number | null | undefined, reference: number | null | undefined): string {
  if (typeof value !== "number" || typeof reference !== "number" || reference === 0) return "–";
  return figure(100 * (1 - value / reference), 1);
}

/** A figure of any size to four digits, with an exponent beyond a million and below a thousandth. */
export function anySize(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size >= 1e6 || size < 1e-3) return value.toExponential(3);
  return figure(value, Math.max(0, 3 - Math.floor(Math.log10(size))));
}
