/** The RTL core: what blocks and operators build with. */
export { v, signedProduct } from "./parse.js";
export { Expression } from "./expression.js";
export { Module } from "./module.js";
export { Signal } from "./signal.js";
export { ModuleError, WidthError } from "./errors.js";
export { moduleView } from "./view.js";
export { evaluate, evaluator } from "./evaluate.js";
