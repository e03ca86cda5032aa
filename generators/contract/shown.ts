/**
 * Marks a parameter that a design is written and named with at its default too: `PositMult_n16_es2`, though es is 2 by
 * default. Sizes are marked so; a choice at its default says nothing new. It is metadata of zod: `.meta(alwaysShown)`.
 */
export const alwaysShown = { alwaysShown: true } as const;
