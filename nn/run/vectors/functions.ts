import { encodeModule, op, type WasmFunction } from "../../../tools/wasm/encode.js";
import { once } from "../../../tools/once.js";
import { eachVector } from "../../kernels/code/each-vector.js";
import { FunctionCode, type Local } from "../../kernels/code/function-code.js";
import { relu } from "../../kernels/code/relu.js";
import {
  bits,
  f32x4,
  i32,
  i32x4,
  load,
  loadFloat,
  splat,
  store,
  storeFloat,
  type Code,
} from "../../kernels/code/vector.js";
import { aparts } from "../pool-windows.js";
import { fourMaximaFunction, maximaFunction, maximaKinds } from "./maxima.js";
import { momentum } from "./momentum.js";
import { addToOdd, multiplyToOdd } from "./odd.js";
import { positives } from "./positives.js";

/* Layers that are no products, four numbers at a time. All arguments are addresses and counts. */

/** The functions of one memory. */
export type VectorFunctions = Readonly<Record<string, (...values: number[]) => void>>;

/** A function for each pair of numbers: addresses of both operands and of results, and the number of results divided by 4. */
function pairs(name: string, result: (f: FunctionCode, a: Local, b: Local) => Code): WasmFunction {
  const f = new FunctionCode(name, 4);
  const [left, right, to, count] = [f.parameter(0), f.parameter(1), f.parameter(2), f.parameter(3)];
  const [a, b] = [f.local(), f.local()];
  eachVector(f, count, [left, right, to], (offset) => {
    f.set(a, load(left.get, offset));
    f.set(b, load(right.get, offset));
    f.emit(store(to.get, result(f, a, b), offset));
  });
  return f.encoded();
}

/** A function for each number: addresses of operands and results, and the number of results divided by 4. */
function singles(name: string, result: (f: FunctionCode, x: Local) => Code): WasmFunction {
  const f = new FunctionCode(name, 3);
  const [from, to, count] = [f.parameter(0), f.parameter(1), f.parameter(2)];
  const x = f.local();
  eachVector(f, count, [from, to], (offset) => {
    f.set(x, load(from.get, offset));
    f.emit(store(to.get, result(f, x), offset));
  });
  return f.encoded();
}

/** A zero stays as it is, and so does NaN. */
const signOf = (f: FunctionCode, x: Local): Code =>
  bits.select(
    x.get,
    bits.or(f.float(1), bits.and(x.get, f.word(-0x80000000))),
    bits.or(f32x4.eq(x.get, f.word(0)), f32x4.ne(x.get, x.get)),
  );

/** Numbers between two limits: as `singles`, and the limits' address. */
function clip(): WasmFunction {
  const f = new FunctionCode("clip", 4);
  const [from, to, count, limits] = [f.parameter(0), f.parameter(1), f.parameter(2), f.parameter(3)];
  const [low, high] = [f.let(splat(limits.get, 4)), f.let(splat(limits.get, 4, 4))];
  eachVector(f, count, [from, to], (offset) => {
    f.emit(store(to.get, f32x4.min(f32x4.max(load(from.get, offset), low.get), high.get), offset));
  });
  return f.encoded();
}

/**
 * in × factor + summand, by channel: addresses of operands, results, and factors and summands in turn; channels; and the
 * numbers of a channel divided by 4, and their bytes. What is written behind a channel is written over by the next one.
 */
function scale(): WasmFunction {
  const f = new FunctionCode("scale", 6);
  const [from, to, table, channels, vectors, bytes] = Array.from({ length: 6 }, (_, index) =>
    f.parameter(index),
  ) as [Local, Local, Local, Local, Local, Local];
  const [source, target] = [f.integer(), f.integer()];
  const [factor, summand] = [f.local(), f.local()];
  f.loop(channels, () => {
    f.set(factor, splat(table.get, 4));
    f.set(summand, splat(table.get, 4, 4));
    f.set(source, from.get);
    f.set(target, to.get);
    eachVector(f, vectors, [source, target], (offset) => {
      const scaled = f32x4.mul(load(source.get, offset), factor.get);
      f.emit(store(target.get, f32x4.add(scaled, summand.get), offset));
    });
    f.advance(table, 8);
    f.advance(from, bytes.get);
    f.advance(to, bytes.get);
  });
  return f.encoded();
}

/**
 * Numbers from where a table says: addresses of the table, of what its offsets count from, and of results; how many; and the
 * address of a number that is meant by −1.
 */
function gather(): WasmFunction {
  const f = new FunctionCode("gather", 5);
  const [table, from, to, count, fill] = Array.from({ length: 5 }, (_, index) => f.parameter(index)) as [
    ...[Local, Local, Local],
    ...[Local, Local],
  ];
  const offset = f.integer();
  f.loop(count, () => {
    f.set(offset, i32.load(table.get));
    const isThere = [...offset.get, ...i32.constant(0), ...op.i32LessSigned];
    const address = [...fill.get, ...i32.add(from.get, offset.get), ...isThere, ...op.select];
    f.emit(storeFloat(to.get, loadFloat(address)));
    f.advance(table, 4);
    f.advance(to, 4);
  });
  return f.encoded();
}

/**
 * Numbers to where `maxima` have noted it, and 0 elsewhere in their planes. Arguments: addresses of places, of numbers, and of
 * planes; numbers of a plane that are given back; planes; bytes of a plane; whole vectors of a plane, and the numbers behind them.
 * @param isPositive gives back 0, too, where another plane has no number above 0; a further address says where that stands
 */
function giveBack(name: string, isPositive: boolean): WasmFunction {
  const f = new FunctionCode(name, isPositive ? 9 : 8);
  const [places, from, to, outputs, planes, bytes, vectors, rest, others] = Array.from(
    { length: 9 },
    (_, index) => f.parameter(index),
  ) as [...[Local, Local, Local, Local], ...[Local, Local, Local, Local, Local]];
  const [output, place, count, clear] = [f.integer(), f.integer(), f.integer(), f.integer()];
  const zero = f.word(0);
  const nothing = i32.constant(0);
  f.loop(planes, () => {
    f.set(clear, to.get);
    eachVector(f, vectors, [clear], (offset) => {
      f.emit(store(clear.get, zero, offset));
    });
    f.set(count, rest.get);
    f.unlessZero(count, () => {
      f.loop(count, () => {
        f.emit(i32.store(clear.get, nothing));
        f.advance(clear, 4);
      });
    });
    f.set(output, outputs.get);
    f.loop(output, () => {
      f.set(place, i32.load(places.get));
      const number = i32.load(from.get);
      // patterns of floats above 0 are integers above 0
      const isAbove = [...nothing, ...i32.load(i32.add(others.get, place.get)), ...op.i32LessSigned];
      const given = isPositive ? [...number, ...nothing, ...isAbove, ...op.select] : number;
      f.emit(i32.store(i32.add(to.get, place.get), given));
      f.advance(places, 4);
      f.advance(from, 4);
    });
    f.advance(to, bytes.get);
    if (isPositive) f.advance(others, bytes.get);
  });
  return f.encoded();
}

const vectorModule = (isShared: boolean) => (): WebAssembly.Module =>
  new WebAssembly.Module(
    encodeModule(
      [
        pairs("add", (_, a, b) => f32x4.add(a.get, b.get)),
        pairs("subtract", (_, a, b) => f32x4.sub(a.get, b.get)),
        pairs("multiply", (_, a, b) => f32x4.mul(a.get, b.get)),
        pairs("divide", (_, a, b) => f32x4.div(a.get, b.get)),
        pairs("atLeast", (f, a, b) => bits.and(f32x4.lessOrEqual(b.get, a.get), f.float(1))),
        pairs("addToOdd", (f, a, b) => addToOdd(f, a, b)),
        pairs("subtractToOdd", (f, a, b) => addToOdd(f, a, f.let(bits.xor(b.get, f.word(-0x80000000))))),
        pairs("multiplyToOdd", multiplyToOdd),
        singles("positives", positives),
        // patterns of floats above 0 are integers above 0
        pairs("wherePositive", (f, a, b) => bits.and(a.get, i32x4.less(f.word(0), b.get))),
        singles("relu", relu),
        singles("sign", signOf),
        clip(),
        scale(),
        gather(),
        ...maximaKinds.flatMap((kind) => [
          maximaFunction(kind),
          ...aparts.map((apart) => fourMaximaFunction(kind, apart)),
        ]),
        giveBack("giveBack", false),
        giveBack("giveBackPositive", true),
        momentum("momentum", "nearest"),
        momentum("momentumToOdd", "odd"),
      ],
      isShared,
    ),
  );

const [ofOneThread, ofThreads] = [once(vectorModule(false)), once(vectorModule(true))];

/** @param memory of one thread, or shared by several */
export function vectorFunctions(memory: WebAssembly.Memory): VectorFunctions {
  const isShared = memory.buffer instanceof SharedArrayBuffer;
  const compiled = isShared ? ofThreads() : ofOneThread();
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as VectorFunctions;
}
