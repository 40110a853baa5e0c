import { defineConfig } from "vitest/config";

// Tests that touch the page say so in their first line: `// @vitest-environment happy-dom`.
export default defineConfig({ test: { include: ["test/**/*.test.ts"], environment: "node", passWithNoTests: true } });
