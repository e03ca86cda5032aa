import { defineConfig } from "vitest/config";

const all = "test/**/*.test.ts";
const deep = "test/**/*.deep.test.ts";

export default defineConfig({
  test: {
    testTimeout: 120_000,
    maxWorkers: "100%",
    projects: [
      { extends: true, test: { name: "fast", include: [all], exclude: [deep] } },
      { extends: true, test: { name: "deep", include: [deep] } },
    ],
  },
});
