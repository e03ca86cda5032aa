import {
  op,
  unsigned,
  v128,
  i32 as i32Type,
  type ValueType,
  type WasmFunction,
} from "../../../tools/wasm/encode.js";
import { i32, type Code, type Local } from "./vector.js";

export type { Local } from "./vector.js";

/** A WebAssembly function in the making: its locals, its constants and its body. */
export class FunctionCode {
  readonly #types: ValueType[] = [];
  readonly #prologue: number[] = [];
  readonly #constants = new Map<string, Local>();
  #body: number[] = [];

  constructor(
    readonly name: string,
    /** How many i32 it takes: addresses and counts. */
    readonly parameters: number,
  ) {}

  parameter(index: number): Local {
    return named(index);
  }

  /** The parameters, in order. */
  named<Name extends string>(...names: readonly Name[]): Record<Name, Local> {
    return byName(names, named);
  }

  /** New counters or addresses. */
  counters<Name extends string>(...names: readonly Name[]): Record<Name, Local> {
    return byName(names, () => this.integer());
  }

  local(type: ValueType = v128): Local {
    this.#types.push(type);
    return named(this.parameters + this.#types.length - 1);
  }

  /** A counter or an address. */
  integer(): Local {
    return this.local(i32Type);
  }

  set(local: Local, value: Code): void {
    this.emit(value, op.localSet, unsigned(local.index));
  }

  /** A new local with a value. */
  let(value: Code, type: ValueType = v128): Local {
    const local = this.local(type);
    this.set(local, value);
    return local;
  }

  emit(...codes: readonly Code[]): void {
    for (const code of codes) for (const byte of code) this.#body.push(byte);
  }

  /** The same 32 bits in each quarter; loaded before the body begins. */
  word(value: number): Code {
    return this.#constant(new Uint8Array(Int32Array.of(value, value, value, value).buffer));
  }

  /** Four integers. */
  integers(values: readonly number[]): Code {
    return this.#constant(new Uint8Array(Int32Array.from(values).buffer));
  }

  float(value: number): Code {
    return this.#constant(new Uint8Array(Float32Array.of(value, value, value, value).buffer));
  }

  double(value: number): Code {
    return this.#constant(new Uint8Array(Float64Array.of(value, value).buffer));
  }

  /** The same 64 bits in each half. */
  long(value: bigint): Code {
    return this.#constant(new Uint8Array(BigInt64Array.of(value, value).buffer));
  }

  /** Runs the body `count` times, at least once; the count is used up. */
  loop(count: Local, body: () => void): void {
    this.emit(op.loop);
    body();
    this.emit(i32.sub(count.get, i32.constant(1)), op.localTee, unsigned(count.index), op.branchIf, [0]);
    this.emit(op.end);
  }

  /** Runs the body, which advances an address, until it has come to `end`; at least once. */
  until(address: Local, end: Local, body: () => void): void {
    this.emit(op.loop);
    body();
    this.emit(address.get, end.get, op.i32NotEqual, op.branchIf, [0]);
    this.emit(op.end);
  }

  /** The same; the body may also leave the loop, where a number is 0. */
  untilOrZero(address: Local, end: Local, body: (leaveIfZero: (number: Local) => void) => void): void {
    this.emit(op.block, op.loop);
    body((number) => {
      this.emit(number.get, op.i32EqualsZero, op.branchIf, [1]);
    });
    this.emit(address.get, end.get, op.i32NotEqual, op.branchIf, [0]);
    this.emit(op.end, op.end);
  }

  /** Runs the body if a counter is not 0. */
  unlessZero(counter: Local, body: () => void): void {
    this.emit(counter.get, op.if);
    body();
    this.emit(op.end);
  }

  /** Adds to an address or a counter. */
  advance(local: Local, by: Code | number): void {
    this.set(local, i32.add(local.get, typeof by === "number" ? i32.constant(by) : by));
  }

  /** The whole function. */
  encoded(): WasmFunction {
    return {
      name: this.name,
      parameters: Array.from({ length: this.parameters }, () => i32Type),
      results: [],
      locals: this.#types.map((type) => [1, type] as const),
      body: [...this.#prologue, ...this.#body],
    };
  }

  #constant(bytes: Uint8Array): Code {
    const key = bytes.join();
    const known = this.#constants.get(key);
    if (known !== undefined) return known.get;
    const local = this.local();
    this.#prologue.push(...op.v128Const, ...bytes, ...op.localSet, ...unsigned(local.index));
    this.#constants.set(key, local);
    return local.get;
  }
}

const named = (index: number): Local => ({ index, get: [...op.localGet, ...unsigned(index)] });

const byName = <Name extends string>(names: readonly Name[], local: (index: number) => Local) =>
  Object.fromEntries(names.map((name, index) => [name, local(index)])) as Record<Name, Local>;
