import { expect, test } from "vitest";
import { readTranscript } from "../../../sim/icarus/transcript.js";

test("findings and counts are read", () => {
  expect(
    readTranscript("VCD info: dumpfile m.vcd opened for output.\nmismatch 3 01xz\ndone 16 1\n", 16),
  ).toEqual({
    vectors: 16,
    mismatches: 1,
    listed: [{ index: 3, actual: "01xz" }],
  });
});

test("mismatches beyond the first hundred are counted", () => {
  const lines = Array.from({ length: 100 }, (_, i) => `mismatch ${i} 1\n`).join("");
  expect(readTranscript(`${lines}done 500 400`, 500)).toMatchObject({ vectors: 500, mismatches: 400 });
});

test.each([
  ["nothing at all", "", "ended early"],
  ["no closing line", "mismatch 3 0110\n", "ended early"],
  ["fewer vectors than were written", "done 15 0", "ended early"],
  ["more vectors than were written", "done 17 0", "ended early"],
  ["a mismatch that is not counted", "mismatch 3 0110\ndone 16 0", "ended early"],
  ["a mismatch that is not listed", "done 16 1", "ended early"],
  ["no vectors", "done 0 0", "compared nothing"],
  ["an unread word", "unread 15\ndone 16 0", "unexpected output"],
  ["a warning", "WARNING: $readmemh(a.hex): Not enough words\ndone 16 0", "unexpected output"],
  ["something after the closing line", "done 16 0\nabort", "unexpected output"],
  ["two closing lines", "done 16 0\ndone 16 0", "unexpected output"],
])("%s is an error", (_, transcript, kind) => {
  expect(() => readTranscript(transcript, 16)).toThrow(expect.objectContaining({ kind }));
});
