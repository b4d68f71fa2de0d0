/** Which variables the scopes of a file have, as its table says. */
import type { LoadedFile } from '../store/sites.js';

const byScope = new WeakMap<object, Map<number, number[]>>();

/** Indexes in the table. */
export function variablesOf({ table }: LoadedFile, scope: number): readonly number[] {
  let map = byScope.get(table);
  if (map === undefined) {
    map = new Map();
    for (const [index, v] of table.variables.entries()) {
      const list = map.get(v.scope);
      if (list === undefined) map.set(v.scope, [index]);
      else list.push(index);
    }
    byScope.set(table, map);
  }
  return map.get(scope) ?? [];
}

/** May a name be one of a scope's variables? */
export function declares(file: LoadedFile, scope: number, name: string): boolean {
  const { scopes, variables } = file.table;
  const { kind, evaluates } = scopes[scope]!;
  return evaluates || kind === 'with' || variablesOf(file, scope).some((v) => variables[v]!.name === name);
}
