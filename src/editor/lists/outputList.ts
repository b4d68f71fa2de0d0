import { stripVTControlCharacters } from 'node:util';
import * as vscode from 'vscode';
import { countText } from '../../base/numbers.js';
import type { OutputBody } from '../../wire/output.js';
import type { Recordings } from '../recordings.js';
import { PagedList } from './pagedList.js';
import { travelItem, whereAndWhen } from './rows.js';

type OutputRow = OutputBody['entries'][number];

const PAGE = 500;

/** What the program printed. */
export const outputList = (recordings: Recordings): PagedList<OutputRow> =>
  new PagedList(recordings, {
    view: 'elixirscope.output',
    empty: 'The program has printed nothing.',
    load: async (part) => {
      const { entries, next } = await recordings.request<OutputBody>('elixirscope/output', { ...part, limit: PAGE });
      return { rows: entries, next };
    },
    item: outputItem,
  });

function outputItem({ thread, seq, timeMicros, stream, text, place }: OutputRow): vscode.TreeItem {
  const lines = stripVTControlCharacters(text).trimEnd();
  const item = travelItem(lines.split('\n')[0] || ' ', { thread, seq, snap: 'event' });
  item.description = whereAndWhen(place, timeMicros);
  item.iconPath =
    stream === 'stderr'
      ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
      : new vscode.ThemeIcon('circle-small');
  item.tooltip = `${lines}\n\n${stream}, event ${countText(seq)}`;
  item.accessibilityInformation = { label: `${stream}: ${lines}, ${item.description}` };
  return item;
}
