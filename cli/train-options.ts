import { InvalidArgumentError, Option } from "commander";
import { dataSets } from "../nn/data/open.js";
import { schedules, type Schedule } from "../nn/train/settings.js";
import type { Accumulator } from "../nn/kernels/index.js";
import type { FileForms } from "./file-forms.js";
import { accOption, atLeastOne } from "./task-options.js";
import type { TrainingForm } from "./train-report.js";

/** What `tapir train` is asked. */
export interface TrainOptions extends FileForms<TrainingForm> {
  readonly data: string;
  readonly test?: string;
  readonly images?: number;
  readonly testImages?: number;
  /** Default: 5; with a recipe what it says. */
  readonly epochs?: number;
  readonly batch: number;
  readonly optimizer: "sgd" | "adam";
  readonly rate?: number;
  readonly schedule: Schedule;
  readonly momentum: number;
  readonly lossScale: number;
  readonly master?: string;
  readonly acc?: Accumulator;
  readonly continue?: boolean;
  readonly recipe?: string;
  readonly compare?: boolean;
  readonly seed: number;
  readonly seeds: number;
  readonly output?: string;
  readonly memory?: string;
  readonly predictions?: string;
  readonly checkpoint?: string;
  readonly resume?: boolean;
  readonly threads?: number;
  readonly plot?: string;
}

const count = (flags: string, description: string): Option =>
  new Option(flags, description).argParser(atLeastOne);

const number = (
  flags: string,
  description: string,
  isRight: (value: number) => boolean,
  what: string,
): Option =>
  new Option(flags, description).argParser((text) => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value) || !isRight(value))
      throw new InvalidArgumentError(`It must be ${what}.`);
    return value;
  });

export const trainOptions: readonly Option[] = [
  new Option("--data <kind>", `labelled images: ${dataSets.join(", ")}`).default("fashion-mnist"),
  new Option(
    "--test <kind>",
    "other data to test with; default: the test images, or every fifth where there are none",
  ),
  count("--images <count>", "the first so many training images; default: all"),
  count("--test-images <count>", "the first so many test images; default: all"),
  count("--epochs <count>", "times that every image is learned from; default: 5, or what the recipe says"),
  count("--batch <count>", "images of a step").default(32),
  new Option("--optimizer <kind>", "how weights follow their gradients")
    .choices(["sgd", "adam"])
    .default("sgd"),
  number(
    "--rate <number>",
    "of the first step; default: 0.05, Adam 0.001",
    (rate) => rate > 0,
    "a number above 0",
  ),
  new Option("--schedule <kind>", "how the rate falls, to 0 at the end").choices(schedules).default("linear"),
  number(
    "--momentum <number>",
    "of SGD, and of Adam's mean",
    (m) => m >= 0 && m < 1,
    "0 or more, below 1",
  ).default(0.9),
  number(
    "--loss-scale <number>",
    "what gradients are multiplied by, where small ones would be lost: a power of two",
    (scale) => scale > 0 && Number.isInteger(Math.log2(scale)),
    "a power of two, such as 1024 or 0.125",
  ).default(1),
  new Option("--master <format>", "keep a wider copy of the weights: float32, bfloat16, binary16, posit16,1"),
  accOption(),
  new Option("--recipe <file>", "train in few bits, step by step, as a YAML file says"),
  new Option("--compare", "train the recipe's last bits directly too, and its steps without cycles"),
  new Option("--continue", "begin with the weights of the ONNX file; otherwise with fresh ones"),
  number(
    "--seed <number>",
    "of fresh weights and of the images' order",
    (seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32,
    "a whole number from 0 to 4,294,967,295",
  ).default(1),
  count("--seeds <count>", "train so many times, from --seed on; mean ± standard deviation").default(1),
  new Option(
    "-o, --output <file>",
    "write the trained network: ONNX; of few bits as integers and thresholds",
  ),
  new Option("--memory <folder>", "with a recipe: write weights and thresholds for $readmemh"),
  new Option("--predictions <file>", "write the classes found of the test images: NumPy, a byte for each"),
  new Option("--checkpoint <file>", "written after each epoch; default: beside the network, FILE.checkpoint"),
  new Option("--resume", "go on from the checkpoint, if there is one"),
  count("--threads <count>", "threads, for several trainings or one; default: one for each core"),
  new Option("--plot <file>", "draw the losses: SVG"),
  new Option("--json [file]", "write the results; without a file, print them"),
  new Option("--csv [file]", "write a row for each design; without a file, print them"),
  new Option("--markdown [file]", "write a table; without a file, print it"),
  new Option("--html [file]", "write a page with curves and table; without a file, print it"),
];
