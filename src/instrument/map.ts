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
  /** of text of the program's that stands in it a second time; columns count from its start. What has no place of its own has {@link placeOfCopy}, what is behind it that of the opening */
  readonly copied: readonly Segment[];
  /** the place of what is copied, up to its end, and of what stands in front of it */
  readonly placeOfCopy: number;
}

type MappedSegment = [column: number, source: number, line: number, originalColumn: number];
export type Segment = [column: number] | MappedSegment;

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
  let lines: readonly string[] | undefined;
  const columnsOf = (line: number): number => {
    lines ??= text.toString().split('\n');
    return lines[line]?.length ?? 0;
  };
  map.mappings = map.mappings.map((segments, line) => {
    const all = opened(segments as Segment[], openings, lineStarts);
    for (const segment of atLineEnd(line, columnsOf, openings, lineStarts)) all.push(segment);
    return all;
  });
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
      if (opening !== undefined) for (const before of segmentsOf(opening, segment, lineStarts)) all.push(before);
    }
    all.push(segment);
  }
  return all;
}

const NONE: readonly Segment[] = [];

/** Of a copy that stands where a line ends, for which there is no segment: nothing stands behind it. */
function atLineEnd(
  line: number,
  columnsOf: (line: number) => number,
  openings: ReadonlyMap<number, Opening>,
  lineStarts: readonly number[],
): readonly Segment[] {
  const end = (lineStarts[line + 1] ?? 0) - 1;
  const opening = openings.get(end);
  if (opening === undefined || opening.copied.length === 0) return NONE;
  return segmentsOf(opening, [columnsOf(line), 0, line, end - (lineStarts[line] ?? 0)], lineStarts);
}

function segmentsOf(
  { length, place, startsAt, copied, placeOfCopy }: Opening,
  [column, , line, originalColumn]: MappedSegment,
  lineStarts: readonly number[],
): Segment[] {
  const start = column - length;
  const segmentAt = (own: number, offset: number): Segment => {
    const at = lineOf(offset, lineStarts);
    return [start + own, 0, at, offset - (lineStarts[at] ?? 0)];
  };
  const last = copied.length - 1;
  const inside = copied.map(([own, ...mapped], i) =>
    mapped.length === 0 ? segmentAt(own, i === last ? place : placeOfCopy) : [start + own, ...mapped],
  ) as Segment[];
  const all = [segmentAt(0, placeOfCopy), ...inside];
  if (startsAt === undefined) return all;
  return [...all, [start + startsAt, 0, line, originalColumn], segmentAt(startsAt + 1, place)];
}

/** Of a part of the program with edits, on one line; it is the file's text from an offset on. */
export function segmentsOfCopy(
  text: MagicString,
  openings: ReadonlyMap<number, Opening>,
  whole: string,
  from: number,
): readonly Segment[] {
  const lineStarts = startsOfLines(whole);
  const firstLine = lineOf(from, lineStarts);
  const firstColumn = from - (lineStarts[firstLine] ?? 0);
  const [segments = []] = text.generateDecodedMap({ hires: 'boundary' }).mappings as Segment[][];
  const inFile = segments.map((segment): Segment => {
    if (segment.length === 1) return segment;
    const [column, source, line, originalColumn] = segment;
    return [column, source, firstLine + line, line === 0 ? firstColumn + originalColumn : originalColumn];
  });
  return opened(inFile, openings, lineStarts);
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(offset: number, starts: readonly number[]): number {
  return partitionPoint(1, starts.length, (i) => (starts[i] ?? 0) <= offset) - 1;
}
