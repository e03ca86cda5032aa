import { op, signed, unsigned } from "./encode.js";

/** Instructions one after the other. */
export type Code = readonly number[];

/** Puts a local on the stack. */
export const get = (local: number): Code => [...op.localGet, ...unsigned(local)];

/** Sets a local to what some code leaves on the stack. */
export const set = (local: number, ...code: readonly Code[]): Code => [
  ...code.flat(),
  ...op.localSet,
  ...unsigned(local),
];

/** Puts an integer of 32 bits on the stack. */
export const number = (value: number): Code => [...op.i32Const, ...signed(value)];
