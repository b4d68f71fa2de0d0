/**
 * Values that are not recorded because of the name of the variable or field that takes them (option `redact`). The site tables tell which sites these are; what the probes
 * there are given never comes to the stream. Properties of objects that are described, and that are assigned, go by their keys (content.ts, puts.ts).
 */
import type { Kit } from '../wire/kit.js';
import type { ProbeMakers } from '../wire/probes.js';
import { PRIVATE_OWNER, SITE, SITE_FLAG, type SiteTable } from '../wire/sites.js';
import { indexOf, SafeSet, slice, startsWith } from './intrinsics.js';

/** What is recorded in the place of such a value. */
export const REDACTED = '(redacted)';

export class RedactedSites {
  readonly #names: SafeSet<unknown> = new SafeSet<unknown>();
  readonly #sites: SafeSet<number> = new SafeSet<number>();

  constructor(names: readonly string[]) {
    for (let i = 0; i < names.length; i++) this.#names.add(names[i]);
  }

  add(base: number, table: SiteTable): void {
    const { kind } = table.sites;
    for (let i = 0; i < kind.length; i++) if (this.#names.has(nameOf(table, i))) this.#sites.add(base + i);
  }

  has(site: number): boolean {
    return this.#sites.has(site);
  }
}

/** Of the variable or property that is written at a site, if the text tells it; of a private one without its `#`. */
function nameOf({ sites, variables, keys }: SiteTable, i: number): unknown {
  const ref = sites.ref[i] as number;
  if (sites.kind[i] === SITE.write) return variables[ref]?.name;
  if (sites.kind[i] !== SITE.put || ((sites.flags[i] as number) & SITE_FLAG.DYNAMIC) !== 0) return undefined;
  const key = keys[ref];
  return typeof key === 'string' && startsWith(key, '#') ? ownName(key) : key;
}

function ownName(key: string): string {
  const end = indexOf(key, PRIVATE_OWNER);
  return slice(key, 1, end < 0 ? key.length : end);
}

/** The probes of values, which say at such sites that there was one. */
export function redactingProbes(full: ProbeMakers, kit: Pick<Kit, 'putRedacted'>, sites: RedactedSites): ProbeMakers {
  const value =
    (make: ProbeMakers['write']): ProbeMakers['write'] =>
    (site) => {
      const probe = make(site);
      if (!sites.has(site)) return probe;
      return (v) => {
        probe(REDACTED);
        return v;
      };
    };
  const put = (site: number): ((v: unknown, o: unknown) => unknown) => {
    const header = full.header(site)();
    return (v, o) => {
      kit.putRedacted(header, o, v);
      return v;
    };
  };
  return {
    ...full,
    write: value(full.write),
    parameter: value(full.parameter),
    writeIn: (site) => {
      const probe = full.writeIn(site);
      if (!sites.has(site)) return probe;
      return (v, d) => {
        probe(REDACTED, d);
        return v;
      };
    },
    postfix: (site) => {
      const probe = full.postfix(site);
      return sites.has(site) ? (r) => probe(r, REDACTED) : probe;
    },
    postfixIn: (site) => {
      const probe = full.postfixIn(site);
      return sites.has(site) ? (r, _, d) => probe(r, REDACTED, d) : probe;
    },
    given: (site) => (sites.has(site) ? put(site) : full.given(site)),
    givenAt: (site) => (sites.has(site) ? put(site) : full.givenAt(site)),
  };
}
