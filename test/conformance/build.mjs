// Builds the runner and the driver of the test processes: they are TypeScript, and share types with src/. Like its sources, the runner
// lies two folders below the repository's top, which it finds from its own place.
import { build } from 'esbuild';
import { define } from '../../define.mjs';

const common = { define, bundle: true, platform: 'node', target: 'node24', packages: 'external', logLevel: 'warning' };
const outdir = 'dist/conformance';

export async function buildDriver() {
  const entryPoints = ['test/conformance/driver.ts'];
  await build({ ...common, entryPoints, outdir, format: 'cjs', outExtension: { '.js': '.cjs' } });
  return `${outdir}/driver.cjs`;
}

export async function buildRunner() {
  const entryPoints = ['test/conformance/main.ts'];
  await build({ ...common, entryPoints, outdir, format: 'esm', outExtension: { '.js': '.mjs' } });
  return `${outdir}/main.mjs`;
}
