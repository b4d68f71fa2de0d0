/**
 * Files that nobody wants to step through: steps go past them, stacks show them dimmed, and exceptions that are caught in them do not stop.
 * Globs of whole paths; a later `!glob` takes files out again. Node's own code (`<node_internals>`) is never recorded, so it is always skipped.
 */
import { matchesGlob } from 'node:path';

export class SkipFiles {
  private readonly rules: readonly { readonly glob: string; readonly skips: boolean }[];
  private readonly known = new Map<string, boolean>();

  constructor(patterns: readonly string[]) {
    this.rules = patterns
      .filter((pattern) => !pattern.includes('<node_internals>'))
      .map((pattern) => ({ glob: portable(pattern.replace(/^!/, '')), skips: !pattern.startsWith('!') }));
  }

  skips(path: string): boolean {
    if (this.rules.length === 0) return false;
    const found = this.known.get(path);
    if (found !== undefined) return found;
    const rule = this.rules.findLast(({ glob }) => matchesGlob(portable(path), glob));
    this.known.set(path, rule?.skips ?? false);
    return rule?.skips ?? false;
  }
}

const portable = (path: string): string => path.replaceAll('\\', '/');
