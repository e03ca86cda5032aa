import type { Accumulator } from "../kernels/index.js";
import type { Course } from "./low-bit/course.js";
import type { Method } from "./optimizer.js";

export const schedules = ["linear", "cosine", "constant"] as const;
export type Schedule = (typeof schedules)[number];

/** How a network is trained; the same for every run. */
export interface Settings {
  readonly epochs: number;
  /** Images of a step. */
  readonly batch: number;
  readonly method: Method;
  /** Of the first step. */
  readonly rate: number;
  /** How the rate falls, to 0 at the end; or not at all. */
  readonly schedule: Schedule;
  /** What gradients are multiplied by, a power of two. */
  readonly lossScale: number;
  /** The format of a wider copy of the weights; undefined: there is none. */
  readonly master: string | undefined;
  /** How a multiplier's products are added up. */
  readonly acc: Accumulator | undefined;
}

/** One training: what differs between those of a command. */
export interface Run {
  /** A design's spec; null: float32. */
  readonly design: string | null;
  readonly seed: number;
  /** In few bits, phase by phase, as a recipe says; the design is then null. */
  readonly course?: Course;
}

/** For a person: what tells a command's trainings apart, but for the seed. */
export const nameOfRun = ({ design, course }: Run): string => course?.name ?? design ?? "float32";

/** @param share of the training that is done */
export function rateAt({ rate, schedule }: Settings, share: number): number {
  if (schedule === "constant") return rate;
  return schedule === "linear" ? rate * (1 - share) : (rate * (1 + Math.cos(Math.PI * share))) / 2;
}
