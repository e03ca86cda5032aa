import {
  windowGradientsModuleOf,
  windowLanesModuleOf,
  windowRunsModuleOf,
  windowsModuleOf,
} from "../code/module.js";
import { windowGradientsName, type GradientsTile } from "../code/window-gradients.js";
import { windowLanesName, type LanesTile } from "../code/window-lanes.js";
import type { KernelWindows } from "../kernel.js";
import type { Engine } from "./engine.js";
import type { Plan } from "./plan.js";

/** Longest rows of windows that have functions of their own. */
export const longestRun = 7;

/** Engines with functions for windows, and the rows for which they have others. */
const engines = new WeakMap<Engine, Set<number>>();

/** Adds an engine's functions for windows, unless it has them. @param run see `runOf` */
export function addFunctions(engine: Engine, { scheme, judge }: Plan, run: number): void {
  const known = engines.get(engine) ?? new Set();
  if (!engines.has(engine)) engine.add(windowsModuleOf(scheme, judge !== undefined));
  engines.set(engine, known);
  if (run === 0 || known.has(run)) return;
  engine.add(windowRunsModuleOf(scheme, run));
  known.add(run);
}

/** Of each engine the functions that were added one by one. */
const single = new WeakMap<Engine, Set<string>>();

function addSingle(engine: Engine, name: string, make: () => WebAssembly.Module): void {
  const known = single.get(engine) ?? new Set();
  single.set(engine, known);
  if (known.has(name)) return;
  engine.add(make());
  known.add(name);
}

/** Adds a function for pixels in lanes, unless the engine has it. */
export function addLanes(engine: Engine, { scheme }: Plan, tile: LanesTile): void {
  addSingle(engine, windowLanesName(tile), () => windowLanesModuleOf(scheme, tile));
}

/** Adds a function for gradients of weights, unless the engine has it. */
export function addGradients(engine: Engine, { scheme }: Plan, tile: GradientsTile): void {
  addSingle(engine, windowGradientsName(tile), () => windowGradientsModuleOf(scheme, tile));
}

/** How many numbers of a window's row stand side by side, where neighbours' windows overlap in all but one; else 0. */
export const runOf = ({ kernel, strides, dilations }: KernelWindows): number =>
  strides[1] === 1 && dilations[1] === 1 && kernel[1] > 1 && kernel[1] <= longestRun ? kernel[1] : 0;
