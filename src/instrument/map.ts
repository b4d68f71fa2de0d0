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

type MappedSegment = [column: number, source: number, line: number, originalColumn: number];
type Segment = [column: number] | MappedSegment;

interface EncodedMap {
  readonly version: 3;
  readonly sources: string[];
  readonly names: string[];
  readonly mappings: string;
}

/** `openings`: by the offset that they stand at. */
export function mapOf(text: MagicString, source: string, openings: ReadonlyMap<number, Opening>): EncodedMap {
  const map = text.generateDecodedMap({ hires: 'boundary', source });
  const lineStarts = startsOfLines(text.original);
  map.mappings = map.mappings.map((segments) => opened(segments as Segment[], openings, lineStarts));
  const { sources, names, mappings } = new SourceMap(map);
  return { version: 3, sources, names, mappings };
}

/** The segments of a line, with those of what stands in front of expressions. */
function opened(
  segments: readonly Segment[],
  openings: ReadonlyMap<number, Opening>,
  lineStarts: readonly number[],
): Segment[] {
  const all: Segment[] = [];
  for (const segment of segments) {
    if (segment.length === 4) {
      const opening = openings.get((lineStarts[segment[2]] ?? 0) + segment[3]);
      if (opening !== undefined) all.push(...segmentsOf(opening, segment, lineStarts));
    }
    all.push(segment);
  }
  return all;
}

function segmentsOf(
  { length, place, startsAt }: Opening,
  [column, , line, originalColumn]: MappedSegment,
  lineStarts: readonly number[],
): Segment[] {
  const start = column - length;
  const at = lineOf(place, lineStarts);
  const placeColumn = place - (lineStarts[at] ?? 0);
  const whole: Segment = [start, 0, at, placeColumn];
  if (startsAt === undefined) return [whole];
  const first = start + startsAt;
  return [whole, [first, 0, line, originalColumn], [first + 1, 0, at, placeColumn]];
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(offset: number, starts: readonly number[]): number {
  return partitionPoint(1, starts.length, (i) => (starts[i] ?? 0) <= offset) - 1;
}
