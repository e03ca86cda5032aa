/** A file of hardware description that somebody else wrote. */
export interface ForeignSource {
  /** Without folders. Its ending says the language: `.v` or `.sv`. */
  readonly name: string;
  readonly text: string;
}

/** What is read: Verilog, SystemVerilog, and VHDL, of which GHDL makes Verilog. */
export const isHdlFile = (word: string): boolean => /\.(v|vh|sv|svh|vhd|vhdl)$/i.test(word);

export const isVhdl = (file: string): boolean => /\.vhdl?$/i.test(file);
export const isSystemVerilog = ({ name }: ForeignSource): boolean => /\.svh?$/i.test(name);

/** Which module of the files is meant, and what it calls things: in the files' language, or as Verilog has it. */
export interface ModuleNames {
  /** The module or entity; undefined: the one that no other instantiates. */
  readonly top: string | undefined;
  /** A design's port by name, and the module's port in its place, where they differ. */
  readonly ports: ReadonlyMap<string, string>;
  /** Values for its parameters or generics, by name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Numbers at its inputs that are no port of the design's, by name. */
  readonly ties: ReadonlyMap<string, string>;
}
