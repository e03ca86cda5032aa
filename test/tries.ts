import fc from "fast-check";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** How often a law is tried on operands drawn at random, where its test does not say. */
    readonly tries?: number;
  }
}

fc.configureGlobal({ numRuns: inject("tries") ?? 200 });
