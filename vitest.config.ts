import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/postgres.ts"],
    // Many tests wait for processes and a browser, so three at once pay even on two cores.
    maxWorkers: 3,
    // No test replaces a module or leaves a global changed, so a worker loads each module once.
    isolate: false,
    experimental: { viteModuleRunner: false },
    // Long, for a machine that is busy with other things: only a test that hangs meets it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
