import { expect, test } from "vitest";
import { forEachDesign } from "../../cli/work.js";
import { parseDesigns } from "../../generators/request.js";
import { RequestError } from "../../tools/errors.js";
import { ToolError } from "../../tools/tool.js";

const designs = parseDesigns(["IntMult", "n=3..5"]);

/** What comes of three designs of which the second fails. */
const outcomesWhere = (failure: Error) =>
  forEachDesign("test", designs, ({ spec }) =>
    spec === designs[1]?.spec ? Promise.reject(failure) : Promise.resolve({ design: spec }),
  );

const tool = { name: "OpenSTA", command: "sta", packages: {} };

test.each([
  [
    "a mistake of the program's own",
    new TypeError("x is undefined"),
    /mistake of tapir's own.*x is undefined/s,
  ],
  ["a tool that crashes", new ToolError(tool, "crashed", "OpenSTA failed"), /^OpenSTA failed$/],
  [
    "a full disk",
    Object.assign(new Error("write"), { code: "ENOSPC", syscall: "write" }),
    /no space is left/,
  ],
])("%s is its design's alone", async (_, failure, message) => {
  const [first, second, third] = await outcomesWhere(failure);
  expect([first, third]).toEqual([{ design: designs[0]?.spec }, { design: designs[2]?.spec }]);
  expect(second).toEqual({ design: designs[1]?.spec, error: expect.stringMatching(message) as string });
});

test.each([new RequestError("wrong"), new ToolError(tool, "missing", "OpenSTA is not installed")])(
  "$message is everybody's",
  async (failure) => {
    await expect(outcomesWhere(failure)).rejects.toBe(failure);
  },
);
