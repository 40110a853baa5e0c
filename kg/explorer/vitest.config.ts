import { defineConfig } from "vitest/config";

// No test is about time: a slow, shared machine must not fail one. Tests that touch the page say so in their first line: `// @vitest-environment happy-dom`.
export default defineConfig({ test: { include: ["test/**/*.test.ts"], environment: "node", testTimeout: 60_000 } });
