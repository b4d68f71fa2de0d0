/** Names of properties that sites assign or delete: what the text says, or what the event says where it is computed. */
import { defined } from '../base/assert.js';
import { siteValue } from '../store/words.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { TAG_BITS } from '../wire/trace.js';
import type { QueryContext } from './context.js';
import { type Key, type ObjectState, staticKey } from './objectState.js';

export class SiteKeys {
  readonly #context: QueryContext;
  /** by thread and site */
  readonly #keys = new Map<number, Map<number, Key>>();
  readonly #privateSites = new Map<number, { readonly files: number; readonly sites: ReadonlySet<number> }>();

  constructor(context: QueryContext) {
    this.#context = context;
  }

  /** Applies a put or delete, returns its key. */
  apply(thread: number, state: ObjectState, words: Int32Array, offset: number): Key {
    const sites = this.#context.reader.sites(thread);
    const site = words[offset]! >>> TAG_BITS;
    const key = sites.flags[site]! & SITE_FLAG.DYNAMIC ? state.key(words[offset + 2]!) : this.keyOf(thread, site);
    if (sites.kind[site] === SITE.put) state.put(key, siteValue(words, offset, sites));
    else state.delete(key);
    return key;
  }

  /** Of a site whose text names the property. */
  keyOf(thread: number, site: number): Key {
    let keys = this.#keys.get(thread);
    if (keys === undefined) {
      keys = new Map();
      this.#keys.set(thread, keys);
    }
    let key = keys.get(site);
    if (key === undefined) {
      const { file, index } = defined(this.#context.siteOf(thread, site), 'site');
      key = staticKey(defined(file.table.keys[file.table.sites.ref[index]!], 'key'));
      keys.set(site, key);
    }
    return key;
  }

  /** Sites that write a private name. */
  privatePuts(thread: number): ReadonlySet<number> {
    const { files } = this.#context.reader.sites(thread);
    const known = this.#privateSites.get(thread);
    if (known?.files === files.length) return known.sites;
    const sites = new Set<number>();
    for (const { base, table } of files) {
      const { kind, flags, ref } = table.sites;
      for (let i = 0; i < kind.length; i++) {
        if (kind[i] !== SITE.put || flags[i]! & SITE_FLAG.DYNAMIC) continue;
        if (String(table.keys[ref[i]!]).startsWith('#')) sites.add(base + i);
      }
    }
    this.#privateSites.set(thread, { files: files.length, sites });
    return sites;
  }
}
