import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../tools/package-root.js";

/** The pages with figures and commands: README, CONTRIBUTING and docs/, relative to the clone. */
export const pages = (): string[] => [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(packageRoot, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => join("docs", name)),
];
