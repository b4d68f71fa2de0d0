/**
 * The files of a recording as protocol sources. A file whose text on disk is the recorded one is named by its path; any other (edited
 * since, missing, another machine's) is served from the recording by a source reference, so that lines always fit what ran.
 */
import { readFileSync, statSync } from 'node:fs';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { UserError } from '../base/result.js';
import type { Recording } from '../query/api.js';
import { type ChangedLines, changedLines } from './changedLines.js';
import { fileName, pathKey } from './paths.js';

interface Known {
  readonly reference: number;
  readonly path: string;
  /** disk state that `same` was found for: modification time and size */
  stamp: string;
  same: boolean;
  /** when the disk was looked at */
  looked: number;
  /** of a file that has changed, once somebody has asked */
  changed: ChangedLines | undefined;
}

interface AskedLine {
  readonly path: string;
  readonly line: number;
  /** of the text as recorded */
  readonly isRecorded?: boolean | undefined;
}

/** One answer, and one slice of a logpoint's lines, ask for the same file over and over. */
const LOOK_AGAIN_MS = 20;

export class Sources {
  private readonly byKey = new Map<string, Known>();

  /** Another run may have recorded other texts. */
  forget(): void {
    for (const known of this.byKey.values()) {
      known.stamp = '';
      known.looked = Number.NEGATIVE_INFINITY;
    }
  }

  sourceOf(recording: Recording, path: string): DebugProtocol.Source {
    const known = this.known(path);
    this.look(recording, known);
    if (known.same) return { name: fileName(path), path };
    return {
      name: fileName(path),
      path,
      sourceReference: known.reference,
      origin:
        known.stamp === MISSING
          ? 'from the recording: the file is not on this disk'
          : 'from the recording: the file has changed since',
    };
  }

  private look(recording: Recording, known: Known): void {
    const now = performance.now();
    if (now - known.looked < LOOK_AGAIN_MS) return;
    known.looked = now;
    const stamp = diskStamp(known.path);
    if (stamp === known.stamp) return;
    known.stamp = stamp;
    known.same = isUnchanged(recording, known.path);
    known.changed = undefined;
  }

  /** Undefined: lines of the file are lines of what ran, or there is no file. */
  changedLines(recording: Recording, path: string): ChangedLines | undefined {
    const known = this.known(path);
    this.look(recording, known);
    if (known.same || known.stamp === MISSING) return undefined;
    known.changed ??= changedLines(plain(readText(path)), plain(recording.source(path) ?? ''));
    return known.changed;
  }

  /** A line of a file, which may have changed since, in the text that ran. */
  lineThatRan(recording: Recording, { path, line, isRecorded = false }: AskedLine): number {
    const changed = isRecorded ? undefined : this.changedLines(recording, path);
    const found = changed === undefined ? line : changed.toRecorded(line);
    if (found === undefined)
      throw new UserError(
        'line-changed',
        `Line ${line} of ${fileName(path)} has changed since it was recorded: choose a line of the text as recorded.`,
      );
    return found;
  }

  /** Text behind a reference, or of a path. */
  content(
    recording: Recording,
    wanted: { readonly reference: number | undefined; readonly path: string | undefined },
  ): string {
    const known = [...this.byKey.values()].find(({ reference }) => reference === wanted.reference);
    const path = known?.path ?? wanted.path;
    const text = path === undefined ? undefined : recording.source(path);
    if (text === undefined)
      throw new UserError('no-source', `The recording holds no source text of ${path ?? 'this file'}.`);
    return text;
  }

  private known(path: string): Known {
    const key = pathKey(path);
    const found = this.byKey.get(key);
    if (found !== undefined) return found;
    const made: Known = {
      reference: this.byKey.size + 1,
      path,
      stamp: '',
      same: false,
      looked: Number.NEGATIVE_INFINITY,
      changed: undefined,
    };
    this.byKey.set(key, made);
    return made;
  }
}

const MISSING = 'missing';

function diskStamp(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? MISSING : `${stat.mtimeMs}:${stat.size}`;
}

function isUnchanged(recording: Recording, path: string): boolean {
  const recorded = recording.source(path);
  if (recorded === undefined) return true;
  // A byte order mark and kinds of line ends move no line.
  return plain(readText(path)) === plain(recorded);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const plain = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
