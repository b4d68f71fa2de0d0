/** What the debug console offers while an expression is typed. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { type Suggestion, suggest, type Surroundings } from '../query/api.js';

const TYPES: Readonly<Record<Suggestion['kind'], DebugProtocol.CompletionItemType>> = {
  variable: 'variable',
  property: 'property',
  method: 'method',
  global: 'class',
  helper: 'function',
};

/** Offered first to last. */
const ORDER = ['variable', 'property', 'helper', 'method', 'global'] as const satisfies readonly Suggestion['kind'][];

export interface Asked {
  readonly text: string;
  /** 1-based, where the cursor is */
  readonly line: number;
  readonly column: number;
}

export function completions(
  { text, line, column }: Asked,
  surroundings: Surroundings,
): DebugProtocol.CompletionsResponse['body'] {
  const lines = text.split('\n');
  const current = (lines[line - 1] ?? '').slice(0, Math.max(0, column - 1));
  const before = [...lines.slice(0, line - 1), current].join('\n');
  const { start, items } = suggest(before, surroundings);
  const typed = before.length - start;
  return {
    targets: items.map(({ name, kind, detail }) => ({
      label: name,
      type: TYPES[kind],
      sortText: `${ORDER.indexOf(kind)}${name}`,
      ...(detail !== undefined && { detail }),
      start: start + 1,
      length: typed,
    })),
  };
}
