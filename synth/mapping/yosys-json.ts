/** A net, by its number, or a constant: `0`, `1`, `x`. */
export type YosysBit = number | string;

/** What is used here of what Yosys' `write_json` writes. */
export interface YosysJson {
  readonly modules: Readonly<Record<string, YosysModule | undefined>>;
}

export interface YosysModule {
  readonly ports: Readonly<
    Record<string, { readonly direction: string; readonly bits: readonly YosysBit[] }>
  >;
  readonly cells: Readonly<Record<string, YosysCell>>;
  readonly netnames: Readonly<Record<string, { readonly bits: readonly YosysBit[] }>>;
}

export interface YosysCell {
  readonly type: string;
  /** Left out for a cell that Yosys does not know. */
  readonly port_directions?: Readonly<Record<string, string>>;
  /** By pin; a cell of a library has one bit a pin. */
  readonly connections: Readonly<Record<string, readonly YosysBit[]>>;
}

export const parseYosysJson = (json: string): YosysJson => JSON.parse(json) as YosysJson;

/** The cells of a module; none where there is no such module. */
export const cellsOf = ({ modules }: YosysJson, module: string): YosysCell[] =>
  Object.values(modules[module]?.cells ?? {});

/** How many cells there are of each type, by the types' names. */
export function countByType(cells: readonly YosysCell[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of cells) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
