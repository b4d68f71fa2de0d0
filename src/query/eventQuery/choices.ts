/** What the conditions of a query can be chosen from: everything that the program's text names. */
import type { ThreadId } from '../../base/units.js';
import { threadId } from '../../base/units.js';
import type { QueryContext } from '../context.js';

export interface QueryChoices {
  readonly files: readonly string[];
  readonly functions: readonly string[];
  /** of variables and properties */
  readonly names: readonly string[];
  readonly threads: readonly { readonly id: ThreadId; readonly name: string }[];
}

export function queryChoices({ reader, sources }: QueryContext): QueryChoices {
  const files = new Set<string>();
  const functions = new Set<string>();
  const names = new Set<string>();
  for (const { path, table } of reader.files()) {
    files.add(sources.display(path));
    for (const { name, kind } of table.functions) if (kind !== 'module' && kind !== 'initializer') functions.add(name);
    for (const { name } of table.variables) names.add(name);
    for (const key of table.keys) names.add(String(key));
  }
  const sorted = (set: ReadonlySet<string>): readonly string[] => [...set].filter((text) => text !== '').sort();
  return {
    files: sorted(files),
    functions: sorted(functions),
    names: sorted(names),
    threads: reader.threads().map(({ id, name }) => ({ id: threadId(id), name })),
  };
}
