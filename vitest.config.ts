import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/postgres.ts"],
    // Many tests wait for processes and a browser, so two at once pay even on two cores.
    maxWorkers: 2,
  },
});
