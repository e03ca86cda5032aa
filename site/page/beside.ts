import { functionClass, isExact } from "../../generators/function-class.js";
import { makeDesign } from "../../generators/make-design.js";
import type { Design } from "../../generators/design.js";
import type { Operator } from "../../generators/contract/operator.js";
import { catalogue } from "../../generators/operators/catalogue.js";
import { parameterInfo } from "../../generators/parameters.js";
import { RequestError } from "../../tools/errors.js";
import { exampleValues, type State } from "./address.js";
import { writtenOf } from "./design.js";

/**
 * What stands beside a design at first: one that could replace it, exact beside approximate and approximate beside exact, at the
 * same parameters; itself where there is none.
 */
export function besideOf(state: State, design: Design | null): State {
  if (design === null) return state;
  const wanted = functionClass(design);
  for (const operator of catalogue) {
    const values = { ...exampleValues(operator), ...sharedWith(operator, state.values) };
    const other = made(operator, values);
    if (other !== null && functionClass(other) === wanted && isExact(other) !== isExact(design))
      return { ...state, operator, values, cycles: "" };
  }
  return state;
}

function sharedWith(operator: Operator, values: State["values"]): State["values"] {
  const known = new Set(parameterInfo(operator).map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => known.has(name)));
}

function made(operator: Operator, values: State["values"]): Design | null {
  try {
    return makeDesign(operator, writtenOf(values));
  } catch (error) {
    if (error instanceof RequestError) return null;
    throw error;
  }
}
