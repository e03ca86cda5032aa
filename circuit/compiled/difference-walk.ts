import { at, encodeModule, i32, op, v128, type WasmFunction } from "../../tools/wasm/encode.js";
import { get, number, set, type Code } from "../../tools/wasm/code.js";
import { planeBytes } from "./plane-code.js";

/** Where a walk finds what it reads and writes: addresses in its memory. */
export interface WalkLayout {
  /** A record of `recordWords` for each node. */
  readonly records: number;
  /** A bit for each node whose operands differ; 0 for all between two walks. */
  readonly pending: number;
  /** By node, in which of 128 vectors it differs; 0 for all between two walks. */
  readonly differences: number;
  /** Room for a word for each node. */
  readonly touched: number;
  /** In which vectors an output differs: what a walk finds. */
  readonly shown: number;
}

/**
 * What a walk knows of a node, in words of 32 bits. Of an operand: where its values begin, where its difference stands behind
 * the first one, and −1 if it is inverted.
 */
export const recordFields = {
  isAnd: 0,
  isOutput: 1,
  leftValues: 2,
  rightValues: 3,
  leftDifference: 4,
  rightDifference: 5,
  leftFlip: 6,
  rightFlip: 7,
  /** The addresses of its first reader and behind its last, of `readerWords` each. */
  firstReader: 8,
  endReader: 9,
} as const;
export const recordWords = 10;
/** Of a reader: the address of its word of `pending`, and its bit there. */
export const readerWords = 2;

/**
 * Follows a difference from a node to the outputs.
 * @param node that differs: its own difference stands in the memory
 * @param word how many bytes behind a node's first value those of the 128 vectors stand
 */
export type DifferenceWalk = (node: number, word: number) => void;

/** The function's locals; the first two are its parameters. */
const [node, word, record, last, place, now, reader, end, top] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
const [left, right, leftDiffers, rightDiffers, difference] = [9, 10, 11, 12, 13] as const;

const add = (a: Code, b: Code): Code => [...a, ...b, ...op.i32Add];
const and = (a: Code, b: Code): Code => [...a, ...b, ...op.v128And];
const xor = (a: Code, b: Code): Code => [...a, ...b, ...op.v128Xor];
const branch = (depth: number): Code => [...op.branch, depth];
const branchIf = (condition: Code, depth: number): Code => [...condition, ...op.branchIf, depth];

/** A loop; `branch(0)` in it begins it again. */
const loop = (...codes: Code[]): Code => [...op.loop, ...codes.flat(), ...op.end];
/** `branch(0)` in a block leaves it. */
const block = (...codes: Code[]): Code => [...op.block, ...codes.flat(), ...op.end];
const when = (condition: Code, ...codes: Code[]): Code => [
  ...condition,
  ...op.if,
  ...codes.flat(),
  ...op.end,
];

/** Compiles a {@link DifferenceWalk}. */
export function differenceWalk(memory: WebAssembly.Memory, layout: WalkLayout): DifferenceWalk {
  const body = [
    ...set(place, pendingPlace(layout)),
    ...set(last, get(place)),
    ...set(top, number(layout.touched)),
    ...block(
      loop(spread(layout), loop(nextNode(layout, 2), differs(layout), branchIf(anyDiffers, 1), branch(0))),
    ),
    ...loop(forget(layout), branchIf([...get(top), ...number(layout.touched), ...op.i32NotEqual], 0)),
  ];
  const walk: WasmFunction = {
    name: "walk",
    parameters: [i32, i32],
    results: [],
    locals: [
      [7, i32],
      [5, v128],
    ],
    body,
  };
  const module = new WebAssembly.Module(encodeModule([walk]));
  return new WebAssembly.Instance(module, { env: { memory } }).exports.walk as DifferenceWalk;
}

const anyDiffers: Code = [...get(difference), ...op.v128AnyTrue];

const field = (index: number, records: number): Code => [
  ...get(record),
  ...op.i32Load,
  ...at(records + 4 * index, 2),
];

const byNode = (bytes: number): Code => [...get(node), ...number(bytes), ...op.i32Mul];

/** The address of the node's word of `pending`. */
const pendingPlace = ({ pending }: WalkLayout): Code =>
  add([...[...get(node), ...number(5), ...op.i32ShrUnsigned], ...number(2), ...op.i32Shl], number(pending));

/** The node differs: those that read it may, and if it is an output, that shows. */
const spread = ({ records, differences, shown }: WalkLayout): Code => [
  ...[...get(top), ...byNode(planeBytes), ...op.i32Store, ...at(0, 2)],
  ...set(top, add(get(top), number(4))),
  ...set(record, byNode(4 * recordWords)),
  ...when(
    field(recordFields.isOutput, records),
    number(0),
    [...number(0), ...op.v128Load, ...at(shown)],
    [...byNode(planeBytes), ...op.v128Load, ...at(differences), ...op.v128Or],
    [...op.v128Store, ...at(shown)],
  ),
  ...set(reader, field(recordFields.firstReader, records)),
  ...set(end, field(recordFields.endReader, records)),
  ...block(
    loop(
      branchIf([...get(reader), ...get(end), ...op.i32Equal], 1),
      set(now, get(reader), op.i32Load, at(0, 2)),
      [...get(now), ...get(now), ...op.i32Load, ...at(0, 2)],
      [...get(reader), ...op.i32Load, ...at(4, 2), ...op.i32Or, ...op.i32Store, ...at(0, 2)],
      when([...get(now), ...get(last), ...op.i32GreaterUnsigned], set(last, get(now))),
      set(reader, add(get(reader), number(4 * readerWords))),
      branch(0),
    ),
  ),
];

/**
 * Takes the first node whose operands differ. Operands stand before what reads them, so that both are known by then.
 * @param depth of the block to leave where there is none
 */
const nextNode = ({ pending }: WalkLayout, depth: number): Code => [
  ...set(now, get(place), op.i32Load, at(0, 2)),
  ...when(
    [...get(now), ...op.i32EqualsZero],
    branchIf([...get(place), ...get(last), ...op.i32Equal], depth + 1),
    set(place, add(get(place), number(4))),
    branch(1),
  ),
  ...set(
    node,
    add(
      [...get(place), ...number(pending), ...op.i32Sub, ...number(3), ...op.i32Shl],
      [...get(now), ...op.i32TrailingZeros],
    ),
  ),
  ...[...get(place), ...get(now), ...[...get(now), ...number(1), ...op.i32Sub], ...op.i32And],
  ...[...op.i32Store, ...at(0, 2)],
];

/** Computes a node's difference from those of its operands. */
const differs = ({ records, differences }: WalkLayout): Code => {
  const differenceOf = (index: number): Code => [
    ...field(index, records),
    ...op.v128Load,
    ...at(differences),
  ];
  const valuesOf = (values: number, flip: number): Code =>
    xor(
      [...add(field(values, records), get(word)), ...op.v128Load, ...at(0)],
      [...get(record), ...op.v128Load32Splat, ...at(records + 4 * flip, 2)],
    );
  return [
    ...set(record, byNode(4 * recordWords)),
    ...set(leftDiffers, differenceOf(recordFields.leftDifference)),
    ...set(rightDiffers, differenceOf(recordFields.rightDifference)),
    ...set(difference, xor(get(leftDiffers), get(rightDiffers))),
    ...when(
      field(recordFields.isAnd, records),
      set(left, valuesOf(recordFields.leftValues, recordFields.leftFlip)),
      set(right, valuesOf(recordFields.rightValues, recordFields.rightFlip)),
      set(
        difference,
        xor(
          and(get(left), get(right)),
          and(xor(get(left), get(leftDiffers)), xor(get(right), get(rightDiffers))),
        ),
      ),
    ),
    ...[...byNode(planeBytes), ...get(difference), ...op.v128Store, ...at(differences)],
  ];
};

/** The node that differed last does not differ any more. */
const forget = ({ differences }: WalkLayout): Code => [
  ...set(top, [...get(top), ...number(4), ...op.i32Sub]),
  ...[...get(top), ...op.i32Load, ...at(0, 2)],
  ...[...op.v128Const, ...new Array<number>(planeBytes).fill(0), ...op.v128Store, ...at(differences)],
];
