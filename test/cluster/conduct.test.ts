import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { SweepRun } from "../../cluster/conduct.js";
import type { PlannedJob } from "../../cluster/plan.js";
import { RunFolder } from "../../cluster/run-folder.js";
import { withScratch } from "../../tools/scratch.js";
import { FakeEngine } from "./fake-engine.js";

// The fake tasks write thousands of lines; no power cut is tried here, so none has to be on the disk.
vi.mock("node:fs", async (original) => ({ ...(await original<object>()), fsyncSync: () => undefined }));

const job = (spec: string, cost = 1): PlannedJob => ({
  ...{ spec, design: spec, measure: "verify", library: 0 },
  ...{ cost, group: spec },
});

/** Runs jobs on an engine that lets tasks end as `fateOf` says. */
const conducted = (jobs: readonly PlannedJob[], tasks: number, fateOf: FakeEngine["fateOf"], silences = 0) =>
  withScratch(async (scratch) => {
    const folder = new RunFolder(join(scratch, "run"));
    const engine = new FakeEngine(folder, fateOf);
    engine.silences = silences;
    const told: string[] = [];
    const plan = { tapir: "", cache: scratch, libraries: [], dontUse: [], conditions: {}, expected: [] };
    const tell = (text: string): void => void told.push(text);
    const run = new SweepRun({ engine, folder, plan, name: "r", jobs, tasks, tell, haste: 1000 });
    await run.begin();
    await run.wait(() => undefined);
    const outcomes = [...run.outcomes()].map(([spec, outcome]): [string, unknown] => [
      spec,
      "figures" in outcome ? outcome.figures.round : "failure" in outcome ? outcome.failure : "",
    ]);
    return { sent: engine.sent, told: told.join("\n"), outcomes: Object.fromEntries(outcomes) };
  });

const jobs = (names: string): PlannedJob[] => names.split(" ").map((name, index) => job(name, 100 - index));
const killed = { kind: "killed", text: "was killed by signal 9 on n2", node: "n2" } as const;

test("what kills its task is alone the next time, and fails after the third", async () => {
  const { sent, outcomes, told } = await conducted(jobs("a b c d e f"), 1, (own) =>
    own.includes("b") ? { done: own.filter((name) => name === "a"), begun: { b: 1 }, ending: killed } : {},
  );
  expect(sent.map(({ tasks }) => tasks.map((task) => task.join("")))).toEqual([
    ["abcdef"],
    ["b", expect.stringMatching(/^..$/), expect.stringMatching(/^..$/)],
    ["b"],
  ]);
  expect(sent.map(({ batch }) => batch.without)).toEqual([[], ["n2"], ["n2"]]);
  expect(outcomes).toMatchObject({ a: 1, c: 2, d: 2, e: 2, f: 2 });
  expect(outcomes.b).toMatch(/^task 3-0 was killed by signal 9 on n2/);
  expect(told).toMatch(/5 measurements will go out again/);
  expect(told).toMatch(/1 measurement failed$/);
});

test("a lost node's work goes out again without it, and nothing fails", async () => {
  const lost = { kind: "lost", text: "was lost with its node n1", node: "n1" } as const;
  const { sent, outcomes } = await conducted(jobs("a b c d"), 2, (own, round) =>
    round === 1 && own.includes("a") ? { begun: { a: 0 }, ending: lost } : {},
  );
  expect(outcomes).toEqual({ a: 2, b: 1, c: 1, d: 2 });
  expect(sent[1]?.batch.without).toEqual(["n1"]);
});

test("at a time limit, what took more than half of it fails; what had just begun goes out again", async () => {
  const late = { kind: "time limit", text: "did not end in time", node: "n1", seconds: 60 } as const;
  const { sent, outcomes } = await conducted(jobs("a b c d"), 1, (own, round) =>
    round === 1 ? { done: ["c"], begun: { a: 2, b: 50 }, ending: late } : {},
  );
  expect(outcomes).toEqual({ a: "task 1-0 did not end in time", b: 2, c: 1, d: 2 });
  expect(sent[1]?.batch.without).toEqual([]);
});

test("a job that somebody cancels is not sent again", async () => {
  const cancelled = { kind: "cancelled", text: "was cancelled on n1", node: "n1" } as const;
  const { sent, outcomes } = await conducted(jobs("a b"), 1, () => ({ done: ["a"], ending: cancelled }));
  expect(sent).toHaveLength(1);
  expect(outcomes).toEqual({ a: 1, b: "task 1-0 was cancelled on n1" });
});

test("a node that refuses is left out; where all refuse, the third refusal is the failure", async () => {
  const { sent, outcomes } = await conducted(jobs("a"), 1, (_, round) => ({
    refused: "another Yosys",
    node: `n${round}`,
  }));
  expect(sent.map(({ batch }) => batch.without.join())).toEqual(["", "n1", "n1,n2"]);
  expect(outcomes).toEqual({ a: "task 3-0 did nothing: another Yosys" });
});

test("a scheduler that does not answer is asked again, and that is said once", async () => {
  const lost = { kind: "lost", text: "was lost", node: "n1" } as const;
  const fate: FakeEngine["fateOf"] = (_, round) => (round === 1 ? { ending: lost } : {});
  const { outcomes, told } = await conducted(jobs("a"), 1, fate, 3);
  expect(outcomes).toEqual({ a: 2 });
  expect(told.match(/squeue says: no answer; tapir goes on asking/g)).toHaveLength(1);
});

// What the submitter itself has to do. If it grew with their square, it would be 16 times as much.
test("four times as many measurements cost their submitter not much more than four times the processor time", async () => {
  const cost = async (count: number): Promise<number> => {
    const many = Array.from({ length: count }, (_, index) => job(`design ${index}`));
    const begun = process.cpuUsage();
    const { outcomes } = await conducted(many, 30, () => ({}));
    const { user, system } = process.cpuUsage(begun);
    expect(Object.keys(outcomes)).toHaveLength(count);
    return user + system;
  };
  await cost(1000);
  expect((await cost(4000)) / (await cost(1000))).toBeLessThan(8);
});
