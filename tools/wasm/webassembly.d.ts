/** The part of the WebAssembly interface of JavaScript that is used here; TypeScript declares it for browsers only. */
declare namespace WebAssembly {
  /** Compiled code, which threads can share. */
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  const Module: new (bytes: Uint8Array) => Module;
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, Memory>>);
    readonly exports: Record<string, unknown>;
  }
  class Memory {
    /** @param pages of 65,536 bytes */
    constructor(pages: { initial: number });
    readonly buffer: ArrayBuffer;
    /** Moves the memory: views of the old buffer are gone. */
    grow(pages: number): number;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
}
