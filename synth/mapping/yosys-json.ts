/** The number of a net, or a constant: `0`, `1`, `x`. */
export type YosysBit = number | string;

/** The part of `write_json`'s output that is used here. */
export interface YosysJson {
  readonly modules: Readonly<Record<string, YosysModule | undefined>>;
}

export interface YosysModule {
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly ports: Readonly<
    Record<string, { readonly direction: string; readonly bits: readonly YosysBit[] }>
  >;
  readonly cells: Readonly<Record<string, YosysCell>>;
  readonly netnames: Readonly<
    Record<string, { readonly hide_name?: number; readonly bits: readonly YosysBit[] }>
  >;
}

export interface YosysCell {
  readonly type: string;
  /** Absent for a cell that Yosys does not know. */
  readonly port_directions?: Readonly<Record<string, string>>;
  /** Bits by pin. A library cell has one bit per pin. */
  readonly connections: Readonly<Record<string, readonly YosysBit[]>>;
}

export const parseYosysJson = (json: string): YosysJson => JSON.parse(json) as YosysJson;

/** The cells of a module; none if there is no such module. */
export const cellsOf = ({ modules }: YosysJson, module: string): YosysCell[] =>
  Object.values(modules[module]?.cells ?? {});

/** The number of cells of each type, sorted by the type's name. */
export function countByType(cells: readonly YosysCell[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of cells) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
