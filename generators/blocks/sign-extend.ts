import { v, type Expression, type Signal } from "../hdl/index.js";

/** A two's complement value with more copies of its sign, `width` bits in all. */
export const signExtend = (value: Signal, width: number): Expression =>
  v`{{${width - value.width}{${value.msb}}}, ${value}}`;
