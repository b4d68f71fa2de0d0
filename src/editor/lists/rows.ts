/** Rows of the tree views: what a click does, and how moments and places are written. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { PanelPlace } from '../../wire/panel.js';
import { TRAVEL_COMMAND, type Travel } from '../hoverText.js';
import { duration } from '../playhead.js';

export const MORE_COMMAND = 'elixirscope.showMore';

export function travelItem(label: string, to: Travel, state = vscode.TreeItemCollapsibleState.None): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.command = { command: TRAVEL_COMMAND, title: 'Go to This Moment', arguments: [to] };
  return item;
}

/** The row behind the last one of a page. */
export function moreItem(...arguments_: readonly unknown[]): vscode.TreeItem {
  const item = new vscode.TreeItem('Show more…');
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: MORE_COMMAND, title: 'Show More', arguments: [...arguments_] };
  return item;
}

/** For example `orders.ts:58 · 12.3 ms`. */
export function whereAndWhen(place: PanelPlace | null, timeMicros: number): string {
  return [...(place === null ? [] : [`${basename(place.path)}:${place.line}`]), duration(timeMicros)].join(' · ');
}
