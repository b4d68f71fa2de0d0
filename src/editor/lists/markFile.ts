/** Marks of a recording, in a file beside it: `<recording>.marks.json`. They go where the recording goes, and the recording stays as it was made. */
import * as v from 'valibot';
import { countText } from '../../base/numbers.js';
import { duration } from '../playhead.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const MarkSchema = v.object({
  thread: count,
  seq: count,
  timeMicros: v.pipe(v.number(), v.finite()),
  note: v.string(),
  /** where the playhead stood */
  place: v.nullable(v.object({ path: v.string(), line: count, column: count })),
});
const FileSchema = v.object({ version: v.literal(1), marks: v.array(MarkSchema) });

export type Mark = v.InferOutput<typeof MarkSchema>;

export const marksPath = (recording: string): string => `${recording}.marks.json`;

/** Throws if it is not a file of ours. */
export const parseMarks = (text: string): readonly Mark[] => v.parse(FileSchema, JSON.parse(text)).marks;

export const marksText = (marks: readonly Mark[]): string => `${JSON.stringify({ version: 1, marks }, null, 2)}\n`;

/** With one mark put where it belongs; a mark of the same moment goes. */
export function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  return [...withoutMark(marks, mark), mark].sort((a, b) => a.thread - b.thread || a.seq - b.seq);
}

export const withoutMark = (marks: readonly Mark[], { thread, seq }: Pick<Mark, 'thread' | 'seq'>): readonly Mark[] =>
  marks.filter((other) => other.thread !== thread || other.seq !== seq);

/** For people: a list in Markdown. `nameOf`: of a file. */
export function markdownOf(recording: string, marks: readonly Mark[], nameOf: (path: string) => string): string {
  const lines = marks.map(({ note, seq, timeMicros, place }) => {
    const where = place === null ? '' : `, ${nameOf(place.path)}:${place.line}`;
    return `- **event ${countText(seq)}** (${duration(timeMicros)}${where})${note === '' ? '' : `: ${note}`}`;
  });
  return [`# Marks of ${recording}`, '', ...lines, ''].join('\n');
}
