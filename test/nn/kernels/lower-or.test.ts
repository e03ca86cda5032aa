import { describe, test } from "vitest";
import { parseDesign } from "../../../generators/request.js";
import { draws, expectLowerOrSums } from "./lower-or.js";

const specs = [
  ...["IntMac n=8 acc=24 k=1", "IntMac n=8 acc=24 k=8", "IntMac n=8 acc=24 k=23", "IntMac n=8 acc=32 k=31"],
  ...["IntMac n=8 signed=false acc=32 k=9", "IntMac n=8 signed=false acc=16 k=5", "IntMac n=4 acc=10 k=4"],
  ...[
    "IntMac n=16 acc=40 k=12",
    "IntMac n=16 acc=50 k=49",
    "IntMac n=16 acc=64 k=6",
    "IntMac n=12 acc=200 k=9",
  ],
  ...["IntMac n=8 acc=24 k=6 form=sequential", "MitchwMac n=8 w=6 acc=24 sign=c1 k=7"],
  ...["MitchwMac n=8 w=6 acc=24 sign=c2 k=7 compensation=both", "MitchwMac n=16 w=6 acc=40 k=10"],
].map((spec) => `${spec} sum=loa`);

describe.each(specs)("%s", (spec) => {
  test.each(Object.entries(draws))("%s", (_, draw) => {
    expectLowerOrSums(parseDesign(spec), draw);
  });
});
