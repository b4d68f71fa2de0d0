import { defineConfig } from 'vitest/config';
import { define } from './define.mjs';

// Unit tests lie beside their source; test/ holds what crosses folders. The editor's tests (test/vscode, test/suite)
// need a browser or an extension host and have runners of their own.
export default defineConfig({
  define,
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [
      'test/vscode/**',
      'test/suite/**',
      'test/programs/**',
      'test/fixtures/**',
      'test/conformance/sample/**',
      '**/node_modules/**',
    ],
    globalSetup: ['test/temporary.ts'],
    setupFiles: ['test/properties.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
