// `node test/runBuilt.mjs <folder> …`: builds a program of the tests (it is TypeScript, and shares code with src/) and runs it. Like its
// sources, the bundle lies two folders below the repository's top, which it finds from its own place.
import { build } from 'esbuild';
import { define } from '../define.mjs';

const [folder] = process.argv.splice(2, 1);
const outfile = `dist/${folder}/main.mjs`;
await build({
  entryPoints: [`test/${folder}/main.ts`],
  outfile,
  define,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  logLevel: 'warning',
});
await import(new URL(`../${outfile}`, import.meta.url));
