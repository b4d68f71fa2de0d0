import { Command } from 'commander';
import { countText } from '../base/numbers.js';
import { UserError } from '../base/result.js';
import type { DamageView, Verification } from '../query/api.js';
import { completeText } from './info.js';
import { withRecording } from './opening.js';
import { jsonOption } from './options.js';
import { print, printJson, table } from './print.js';

export function verifyCommand(): Command {
  return new Command('verify')
    .description('checks every part of a recording against its checksum and says what a damaged one still holds')
    .argument('<recording>', 'recording file (*.escope)')
    .addOption(jsonOption())
    .addHelpText('after', '\nThe exit code is 1 if anything is damaged.')
    .action((path: string, { json }: { json?: boolean }) =>
      withRecording(path, async (recording) => {
        const found = recording.verify();
        if (json) await printJson(verificationJson(found));
        else await print(verificationText(found));
        if (!found.sound) throw new UserError('recording-damaged', summary(found));
      }),
    );
}

function verificationJson({ threads, damage, ...found }: Verification): object {
  return {
    ...found,
    incomplete: found.incomplete ?? null,
    threads: threads.map((thread) => ({ ...thread, first: thread.first ?? null, last: thread.last ?? null })),
    damage: damage.map(({ thread, name, first, last, ...what }) => ({
      ...what,
      thread: thread ?? null,
      name: name ?? null,
      first: first ?? null,
      last: last ?? null,
    })),
  };
}

const summary = ({ path, damage, events, eventsLost }: Verification): string =>
  `${path} is damaged in ${countText(damage.length)} place${damage.length === 1 ? '' : 's'}: ${countText(events - eventsLost)} of ${countText(events)} events can be read.`;

function verificationText(found: Verification): string {
  const { path, sound, threads, damage } = found;
  return [
    table([
      ['recording', path],
      ['checksums', sound ? 'all fit' : `${countText(damage.length)} damaged`],
      ['complete', completeText(found)],
    ]),
    '\n',
    table([
      ['thread', 'name', 'events', 'lost', 'segments', 'lost'],
      ...threads.map(({ id, name, events, eventsLost, segments, segmentsLost }) => [
        `${id}`,
        name,
        ...[events, eventsLost, segments, segmentsLost].map(countText),
      ]),
    ]),
    ...(damage.length === 0
      ? []
      : [
          '\n',
          table([['damaged', 'where', 'why', 'meaning'], ...damage.map((d) => [d.part, where(d), d.why, d.means])]),
        ]),
  ].join('');
}

function where({ thread, name, first, last }: DamageView): string {
  const events = first === undefined ? '' : `${thread ?? '?'}:${first} to ${thread ?? '?'}:${last ?? first}`;
  const owner = thread === undefined ? '' : `thread ${thread}`;
  return [name ?? '', events === '' ? owner : events].filter((part) => part !== '').join(', ');
}
