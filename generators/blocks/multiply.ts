import { signedProduct, type Module, type Signal } from "../hdl/index.js";

/** The exact product of two two's complement numbers; as many bits as both factors together. */
export function multiplySigned(m: Module, name: string, x: Signal, y: Signal): Signal {
  return m.wire(name, x.width + y.width, signedProduct(x, y));
}
