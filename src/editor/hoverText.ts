/** What a hover says about a variable or a function at the playhead, as Markdown with links that travel. */
import { countText } from '../base/numbers.js';
import type { CallOutcome, CallsBody } from '../wire/calls.js';
import type { AroundBody, AroundWrite } from '../wire/panel.js';
import { duration } from './playhead.js';
import { spark } from './spark.js';

/** Where a link leads; the command is `elixirscope.travel`. */
export interface Travel {
  readonly thread: number;
  readonly seq: number;
  readonly snap: 'before' | 'after' | 'event';
}

export const TRAVEL_COMMAND = 'elixirscope.travel';

/** Writes to either side that are listed; the line of bars has more. */
const LISTED = 2;
const LONGEST = 60;

/** `nameOf`: of a file, for people. */
export function valueHover(name: string, body: AroundBody, nameOf: (path: string) => string): string {
  const { value, type, content, before, after } = body;
  const shown =
    content.length > 0 ? [`${name}: ${type}`, ...content.map((line) => `  ${line}`)] : [`${name} = ${value}`];
  const [written] = before;
  const earlier = before.slice(1, LISTED + 1);
  const rows = [
    ...earlier.reverse().map((write) => row('$(arrow-up)', 'Before', write, nameOf)),
    ...(written === undefined ? [] : [row('$(arrow-right)', 'Now', written, nameOf)]),
    ...after.slice(0, LISTED).map((write) => row('$(arrow-down)', 'Later', write, nameOf)),
  ];
  return [
    fenced(shown.join('\n')),
    ...(content.length === 0 && type !== '' ? [`${escaped(type)}, as recorded`] : []),
    ...chart(body),
    rows.length === 0
      ? 'No write of it is recorded.'
      : `|  | value | written at | event |\n|:-:|:--|:--|--:|\n${rows.join('\n')}`,
  ].join('\n\n');
}

/** The calls nearest to the playhead. */
export function callsHover({ name, total, calls }: CallsBody): string {
  if (total === 0) return 'Not called in this recording.';
  const shown = [...calls].sort((a, b) => a.seq - b.seq);
  const rows = shown.map(({ thread, seq, ordinal, timeMicros, arguments: given, outcome }) => {
    const link = travelLink(countText(ordinal), { thread, seq, snap: 'after' }, 'Go to this call');
    return `| ${link} | ${given === '' ? '' : code(given)} | ${outcome === null ? '' : outcomeText(outcome)} | ${duration(timeMicros)} |`;
  });
  const heading = `**${escaped(name)}** was called ${total === 1 ? 'once' : `${countText(total)} times`}${total > calls.length ? `; the ${calls.length} nearest:` : ':'}`;
  return [heading, `| call | with | ended | after |\n|--:|:--|:--|--:|\n${rows.join('\n')}`].join('\n\n');
}

const OUTCOMES: Readonly<Record<CallOutcome['end'], { readonly icon: string; readonly words: string }>> = {
  returned: { icon: '$(arrow-small-right)', words: '' },
  threw: { icon: '$(error)', words: 'threw' },
  awaited: { icon: '$(watch)', words: 'waits at an await' },
  yielded: { icon: '$(debug-pause)', words: 'waits at a yield' },
  open: { icon: '$(sync)', words: 'not over yet' },
  left: { icon: '', words: '' },
};

/** As Markdown. */
function outcomeText({ end, value }: CallOutcome): string {
  const { icon, words } = OUTCOMES[end];
  return [icon, words, value === '' ? '' : code(value)].filter((part) => part !== '').join(' ');
}

/** As plain text, for example `→ 5` or `threw Error: full`. */
export function outcomeLabel({ end, value }: CallOutcome): string {
  return [end === 'returned' ? '→' : OUTCOMES[end].words, value].filter((part) => part !== '').join(' ');
}

function row(icon: string, label: string, write: AroundWrite, nameOf: (path: string) => string): string {
  const { thread, seq, value, place } = write;
  const where = place === null ? 'code that is not recorded' : `${escaped(nameOf(place.path))}:${place.line}`;
  const link = travelLink(countText(seq), { thread, seq, snap: 'event' }, 'Go to this write');
  return `| <span title="${label}">${icon}</span> | ${code(value)} | ${where} | ${link} |`;
}

/** Bars for numbers; the one of now is marked. */
function chart({ before, after, moreBefore, moreAfter }: AroundBody): string[] {
  const writes = [...[...before].reverse(), ...after];
  const numbers = writes.flatMap(({ number }) => (number === null ? [] : [number]));
  if (numbers.length !== writes.length || numbers.length < 3) return [];
  const bars = spark(numbers);
  const now = before.length - 1;
  const part = (from: number, to: number): string => bars.slice(from, to).join('');
  const current = now < 0 ? '' : `<span style="color:var(--vscode-charts-orange);">${bars[now]}</span>`;
  const range = `${Math.min(...numbers)} to ${Math.max(...numbers)}`;
  return [
    `${moreBefore ? '… ' : ''}${part(0, Math.max(0, now))}${current}${part(now + 1, bars.length)}${moreAfter ? ' …' : ''} &nbsp; ${range}`,
  ];
}

function travelLink(text: string, to: Travel, title: string): string {
  return `[${text}](command:${TRAVEL_COMMAND}?${encodeURIComponent(JSON.stringify([to]))} "${title}")`;
}

/** Any text on one line, as it is. */
function code(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const line = short.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  const fence = '`'.repeat(longestRun(line) + 1);
  return `${fence} ${line} ${fence}`;
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}ts\n${text}\n${fence}`;
}

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));

const escaped = (text: string): string => text.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~$]/g, '\\$&');
