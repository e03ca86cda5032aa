import { expect, test } from "vitest";
import { catalogue } from "../../generators/operators/catalogue.js";
import type { Design } from "../../generators/design.js";
import { parseDesign } from "../../generators/request.js";
import { RequestError } from "../../tools/errors.js";
import { expectClean } from "./operators/linters.js";

/** Undefined for what has no blocks, or takes no stages. */
function asked(spec: string): Design | undefined {
  try {
    return parseDesign(spec);
  } catch (error) {
    if (error instanceof RequestError) return undefined;
    throw error;
  }
}

test.each(["", " objective=area", " stages=2", " stages=3 registered=both handshake=ready"])(
  "every operator with blocks is free of warnings with hierarchy=blocks%s",
  async (more) => {
    const designs = catalogue.flatMap(({ name, examples }) =>
      examples.flatMap((example) => asked(`${name} ${example}${more} hierarchy=blocks`) ?? []),
    );
    expect(designs.length).toBeGreaterThan(20);
    await expectClean(designs);
  },
  600_000,
);
