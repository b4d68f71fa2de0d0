import * as vscode from 'vscode';
import { countText } from '../../base/numbers.js';
import type { EventsBody } from '../../wire/panel.js';
import type { Recordings } from '../recordings.js';
import { PagedList } from './pagedList.js';
import { travelItem, whereAndWhen } from './rows.js';

type ErrorRow = EventsBody['events'][number];

const PAGE = 200;
const FAILURES: Readonly<Record<string, string>> = {
  uncaughtException: 'Uncaught',
  unhandledRejection: 'Unhandled rejection',
};

/** What was thrown, and what nobody caught. */
export const errorsList = (recordings: Recordings): PagedList<ErrorRow> =>
  new PagedList(recordings, {
    view: 'elixirscope.errors',
    empty: 'Nothing was thrown in this recording.',
    load: async (part) => {
      const asked = { kinds: ['throw', 'failure'], ...part, limit: PAGE };
      const { events, more } = await recordings.request<EventsBody>('elixirscope/events', asked);
      return { rows: events, next: more ? events.at(-1)!.seq + 1 : null };
    },
    item: errorItem,
  });

function errorItem({
  thread,
  seq,
  timeMicros,
  kind,
  name,
  value,
  function: thrower,
  place,
}: ErrorRow): vscode.TreeItem {
  const failure = kind === 'failure' ? FAILURES[name ?? ''] : undefined;
  const label = [failure, value ?? 'an error that is not recorded'].filter((part) => part !== undefined).join(': ');
  const item = travelItem(label, { thread, seq, snap: 'event' });
  item.description = whereAndWhen(place, timeMicros);
  item.iconPath =
    failure === undefined
      ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
      : new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.tooltip = `${label}\n${thrower === null ? '' : `thrown in ${thrower}, `}event ${countText(seq)}`;
  item.accessibilityInformation = { label: `${label}, ${item.description}` };
  return item;
}
