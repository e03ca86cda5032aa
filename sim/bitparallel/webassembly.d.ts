/** The part of the WebAssembly interface of JavaScript that is used here; TypeScript declares it for browsers only. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
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
