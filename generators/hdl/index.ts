/** The RTL core: what blocks and operators build with. */
export { v, signedProduct, type Part } from "./parse.js";
export { Expression } from "./expression.js";
export { Module, type Next, type Output, type Register } from "./module.js";
export { Signal } from "./signal.js";
export { ModuleError, WidthError } from "./errors.js";
export { moduleView, type ModuleView } from "./view.js";
export { evaluate, evaluator } from "./evaluate.js";
