import { describe, expect, test } from "vitest";
import { taskCommand } from "../../cluster/command.js";
import { endingOf, odd, statesOf } from "../../cluster/slurm-states.js";
import { quoted, splitWords } from "../../cluster/words.js";

describe("options of sbatch are split without a shell", () => {
  test.each([
    ["-p short -A proj", ["-p", "short", "-A", "proj"]],
    ["  --comment='two words'  -t 2:00:00 ", ["--comment=two words", "-t", "2:00:00"]],
    [`--comment="it's" ''`, ["--comment=it's", ""]],
    [String.raw`a\ b 'c\d'`, ["a b", String.raw`c\d`]],
    ["$(rm -rf x); `y` *", ["$(rm", "-rf", "x);", "`y`", "*"]],
    ["", []],
  ])("%s", (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  test.each(["-p 'short", "-a 0-3", "--array=3", "-J me", "--output x", "--wrap=ls", "-ofile"])(
    "%s is refused",
    (text) => {
      expect(() => splitWords(text)).toThrow(/does not end|tapir sets that itself/);
    },
  );
});

test("a word stays one in a script", () => {
  expect(quoted("it's $HOME")).toBe(String.raw`'it'\''s $HOME'`);
});

test("in a container, tasks run in the same one", () => {
  const [first, second, image, node] = taskCommand("/run", "1-0", { APPTAINER_CONTAINER: "/i/tapir.sif" });
  expect([first, second, image, node]).toEqual(["apptainer", "exec", "/i/tapir.sif", process.execPath]);
  expect(taskCommand("/run", "1-0", {})[0]).toBe(process.execPath);
});

test("squeue's lines", () => {
  const lines =
    "12_0|RUNNING|None|tapir-a-1\n12_1|PENDING|Priority|tapir-a-1\n12_2|TIMEOUT|TimeLimit|tapir-a-1\n7|RUNNING|None|x";
  expect(statesOf(lines).map(({ task, state }) => [task, state])).toEqual([
    [0, "running"],
    [1, "waiting"],
    [2, "ended"],
  ]);
});

test.each([
  ["Priority", undefined],
  ["QOSMaxJobsPerUserLimit", undefined],
  ["PartitionConfig", /sinfo/],
  ["SomethingNew", /^SomethingNew$/],
])("waiting for %s", (reason, said) => {
  if (said === undefined) expect(odd(reason)).toBeUndefined();
  else expect(odd(reason)).toMatch(said);
});

// As Slurm 22.05 says it.
test.each([
  [
    "JobState=TIMEOUT Reason=TimeLimit ExitCode=0:15 TimeLimit=00:01:00 NodeList=n1",
    "time limit",
    /00:01:00\) on n1; --sbatch '-t/,
  ],
  [
    "JobState=FAILED Reason=JobLaunchFailure ExitCode=0:53 NodeList=n3",
    "lost",
    /folder of the run on n3.*--cache/,
  ],
  ["JobState=FAILED Reason=NonZeroExitCode ExitCode=90:0 NodeList=n3", "lost", /folder of the run on n3/],
  ["JobState=FAILED Reason=JobLaunchFailure ExitCode=0:9 NodeList=n2", "killed", /signal 9 on n2.*--mem/],
  ["JobState=OUT_OF_MEMORY ExitCode=0:125 NodeList=n2", "killed", /more memory.*--mem/],
  ["JobState=NODE_FAIL ExitCode=0:0 NodeList=n2", "lost", /node n2/],
  ["JobState=CANCELLED ExitCode=0:0 NodeList=n2", "cancelled", /was cancelled on n2/],
  ["JobState=PREEMPTED ExitCode=0:0 NodeList=n2", "preempted", /gave way/],
  ["JobState=COMPLETED ExitCode=0:0 NodeList=n2", "finished", /without a result/],
  ["", "unknown", /does not know/],
])("%s", (shown, kind, text) => {
  expect(endingOf(shown)).toMatchObject({ kind, text: expect.stringMatching(text) as string });
});

test("how long a job ran", () => {
  expect(endingOf("JobState=TIMEOUT RunTime=1-02:03:04 NodeList=n1").seconds).toBe(93_784);
});
