/**
 * A conversation as text for a golden file. Unstable parts (folders, times, event numbers, process ids) are masked; what the program wrote comes at
 * the end, in its own order.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { expect } from 'vitest';

export class Transcript {
  private readonly lines: string[] = [];
  private readonly output: Record<string, string> = {};

  /** `folder`: where the program lies */
  constructor(private readonly folder: string) {}

  say(text: string): void {
    this.lines.push(this.masked(text));
  }

  /** What the program wrote. */
  write({ category = 'console', output, source, line }: DebugProtocol.OutputEvent['body']): void {
    const where = source === undefined || line === undefined ? '' : `   [${source.name}:${line}]`;
    this.output[category] = `${this.output[category] ?? ''}${this.masked(output).replace(/\n$/, `${where}\n`)}`;
  }

  /** What has been written so far to the client's console. */
  get console(): string {
    return this.output.console ?? '';
  }

  private masked(text: string): string {
    return (
      text
        .replaceAll(`/private${this.folder}`, '…')
        .replaceAll(this.folder, '…')
        .replace(/ at \d+:\d+(?=[.:])/g, ' at <position>')
        .replace(/· [\d.]+ m?s/g, '· <time>')
        .replace(/at [\d.]+ m?s, event [\d,]+ of [\d,]+/g, 'at <time>, event <n> of <n>')
        .replace(/"(seq|endSeq|timeMicros|micros|until|next|pid)": [\d.]+/g, '"$1": <n>')
        // Whether there was time to look again at what other code may have changed depends on the machine; preview.test.ts pins the text.
        .replace(/ \(as last seen at event [\d,]+\)/g, '')
        // How Node prints a stack differs from version to version.
        .replace(/^ +at .*(node:internal|file:\/\/).*\n/gm, '')
        .replace(/(?:\\n +at [^"\\]*node:internal[^"\\]*)+/g, '\\n    at <node>')
        .replace(/^Node\.js v.*\n/gm, '')
        .replace(/-\d{8}-\d{6}(-\d{3})?\.escope/g, '-<date>.escope')
    );
  }

  /** Compares with test/golden/dap/<name>.txt; writes it when UPDATE_GOLDEN is set, and an `.actual` beside it when they differ. */
  check(name: string): void {
    const written = Object.entries(this.output).map(([category, text]) => `--- ${category}\n${text}`);
    const actual = `${[...this.lines, ...written].join('\n').trimEnd()}\n`;
    const file = fileURLToPath(new URL(`../golden/dap/${name}.txt`, import.meta.url));
    const update = process.env.UPDATE_GOLDEN !== undefined;
    mkdirSync(dirname(file), { recursive: true });
    if (update) writeFileSync(file, actual);
    const expected = readFileSync(file, 'utf8');
    if (expected !== actual) writeFileSync(`${file}.actual`, actual);
    else rmSync(`${file}.actual`, { force: true });
    expect(actual).toBe(expected);
  }
}
