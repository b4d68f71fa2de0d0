import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** Names the code that decides what instrumented files and their entries in the cache look like, for bundles and unit tests: cached files of another build are not used. */
function instrumentBuild() {
  const hash = createHash('sha256');
  for (const folder of ['src/instrument', 'src/wire']) {
    for (const name of readdirSync(folder).sort()) {
      if (name.endsWith('.ts') && !name.endsWith('.test.ts')) hash.update(readFileSync(`${folder}/${name}`));
    }
  }
  return hash
    .update(readFileSync('src/record/cache.ts'))
    .update(readFileSync('src/store/storedSource.ts'))
    .update(readFileSync('package-lock.json'))
    .digest('hex')
    .slice(0, 16);
}

/** Constants of the sources that whoever bundles or runs these has to set. */
export const define = { ELIXIRSCOPE_INSTRUMENT_BUILD: JSON.stringify(instrumentBuild()) };
