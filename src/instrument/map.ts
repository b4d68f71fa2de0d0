/** The source map of the text with probes: what stands in front of an expression counts as its beginning, where V8 sees errors of the probes' making. */
import { partitionPoint } from '../base/search.js';
import type MagicString from 'magic-string';
import { SourceMap } from 'magic-string';

/** Text put in front of an expression. */
export interface Opening {
  readonly length: number;
  /** offset at which V8 would see the expression */
  readonly place: number;
  /** where in the text the first name of an expression statement stands: it is where the statement is */
  readonly startsAt: number | undefined;
}

type Segment = [column: number, source: number, line: number, originalColumn: number];

/** `openings`: by the offset that they stand at. */
export function mapOf(text: MagicString, source: string, openings: ReadonlyMap<number, Opening>): string {
  const map = text.generateDecodedMap({ hires: 'boundary', source });
  const lineStarts = startsOfLines(text.original);
  map.mappings = map.mappings.map((segments) =>
    segments.flatMap((segment) => {
      const [column, , line, originalColumn] = segment;
      if (line === undefined || originalColumn === undefined) return [segment];
      const opening = openings.get((lineStarts[line] ?? 0) + originalColumn);
      if (opening === undefined) return [segment];
      const start = column - opening.length;
      const at = lineOf(opening.place, lineStarts);
      const whole: Segment = [start, 0, at, opening.place - (lineStarts[at] ?? 0)];
      if (opening.startsAt === undefined) return [whole, segment];
      const first = start + opening.startsAt;
      return [whole, [first, 0, line, originalColumn], [first + 1, 0, whole[2], whole[3]], segment];
    }),
  );
  return new SourceMap(map).toString();
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(offset: number, starts: readonly number[]): number {
  return partitionPoint(1, starts.length, (i) => (starts[i] ?? 0) <= offset) - 1;
}
