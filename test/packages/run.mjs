// `npm run packages`: builds the measurement (it is TypeScript, and shares types with src/) and runs it. Like its sources, the
// bundle lies two folders below the repository's top, which it finds from its own place.
import { build } from 'esbuild';
import { define } from '../../define.mjs';

const outfile = 'dist/packages/main.mjs';
await build({
  entryPoints: ['test/packages/main.ts'],
  outfile,
  define,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  logLevel: 'warning',
});
await import(new URL(`../../${outfile}`, import.meta.url));
