/**
 * Lines of a file that has changed since it was recorded, and the same lines of its text as recorded: those in front of the first change and
 * behind the last. Which lines in between are the same nobody can say for certain.
 */
export interface ChangedLines {
  toRecorded(line: number): number | undefined;
  toFile(line: number): number | undefined;
}

export function changedLines(file: string, recorded: string): ChangedLines {
  const [now, then] = [file.split('\n'), recorded.split('\n')];
  const most = Math.min(now.length, then.length);
  let before = 0;
  while (before < most && now[before] === then[before]) before++;
  let behind = 0;
  while (behind < most - before && now.at(-1 - behind) === then.at(-1 - behind)) behind++;
  const moved = (line: number, from: number, to: number): number | undefined =>
    line <= before ? line : line > from - behind ? line + to - from : undefined;
  return {
    toRecorded: (line) => moved(line, now.length, then.length),
    toFile: (line) => moved(line, then.length, now.length),
  };
}
