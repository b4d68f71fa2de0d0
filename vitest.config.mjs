import { defineConfig } from 'vitest/config';
import { instrumentBuild } from './instrumentBuild.mjs';

// Unit tests lie beside their source; test/ holds what crosses folders. The editor's tests (test/vscode, test/suite)
// need a browser or an extension host and have runners of their own.
export default defineConfig({
  define: { ELIXIRSCOPE_INSTRUMENT_BUILD: JSON.stringify(instrumentBuild()) },
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
    setupFiles: ['test/properties.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
