/** The built command line with a runtime in which an overhead budget chooses by chance: `--max-overhead` is one more than the seed. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../record/process.js';

const FOLDER = join(ROOT, 'dist/random');

/** What a module of the runtime imports, and what it gets for it. */
const REPLACED: Readonly<Record<string, string>> = {
  'main.ts ./budget.js': 'randomBudget.ts',
  'kit.ts ./reducedProbes.js': 'randomProbes.ts',
};

/** Path of the command line. */
export async function buildRandom(): Promise<string> {
  rmSync(FOLDER, { recursive: true, force: true });
  // It finds the runtime from its own place, and its packages above that.
  cpSync(join(ROOT, 'dist/cli'), join(FOLDER, 'cli'), { recursive: true, filter: (path) => !path.endsWith('.map') });
  cpSync(join(ROOT, 'dist/runtime/drain.cjs'), join(FOLDER, 'runtime/drain.cjs'));
  await build({
    entryPoints: [join(ROOT, 'src/runtime/main.ts')],
    outfile: join(FOLDER, 'runtime/main.cjs'),
    inject: [join(ROOT, 'src/runtime/namespaces.ts')],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    logLevel: 'error',
    plugins: [
      {
        name: 'random budget',
        setup({ onResolve }) {
          onResolve({ filter: /^\.\/(budget|reducedProbes)\.js$/ }, ({ path, importer }) => {
            const file = REPLACED[`${/[^\\/]*$/.exec(importer)![0]} ${path}`];
            return file === undefined ? undefined : { path: join(ROOT, 'test/reduced', file) };
          });
        },
      },
    ],
  });
  return join(FOLDER, 'cli/main.js');
}
