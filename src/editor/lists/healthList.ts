/** Whether recording happens: which files are recorded and which are not, and why; what has come in, and what was lost. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { countText } from '../../base/numbers.js';
import type { StatusBody } from '../../wire/panel.js';
import type { Recordings } from '../recordings.js';
import { sizeText } from './ages.js';

const VIEW = 'elixirscope.health';
/** More events of a running program are shown so often. */
const AGE_MILLIS = 1000;

interface HealthRow {
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  readonly isBad?: boolean;
  readonly file?: string;
  readonly rows?: readonly HealthRow[];
}

export class HealthList implements vscode.TreeDataProvider<HealthRow>, vscode.Disposable {
  private readonly changedEmitter = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changedEmitter.event;
  private readonly view: vscode.TreeView<HealthRow>;
  private readonly subscriptions: vscode.Disposable[];
  private readonly timer: NodeJS.Timeout;
  private events = 0;
  /** when more events came the last time */
  private cameAt = 0;

  constructor(private readonly recordings: Recordings) {
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this });
    this.timer = setInterval(() => {
      if (this.view.visible && recordings.status?.state === 'live-running') this.changedEmitter.fire();
    }, AGE_MILLIS);
    this.subscriptions = [this.view, recordings.onDidChange(() => this.update())];
  }

  dispose(): void {
    clearInterval(this.timer);
    vscode.Disposable.from(this.changedEmitter, ...this.subscriptions).dispose();
  }

  getChildren(row?: HealthRow): HealthRow[] {
    if (row !== undefined) return [...(row.rows ?? [])];
    const { session, status } = this.recordings;
    if (session === undefined || status === undefined) return [];
    return [
      damageRow(status) ?? this.stateRow(status),
      ...[filesRow, skippedRow, eventsRow, lossRow, leftOutRow].map((row) => row(status)),
    ].filter((found) => found !== undefined);
  }

  getTreeItem({ label, description, icon, isBad, file, rows }: HealthRow): vscode.TreeItem {
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, rows === undefined || rows.length === 0 ? None : Collapsed);
    if (description !== undefined) item.description = description;
    item.iconPath = new vscode.ThemeIcon(
      icon,
      isBad === true ? new vscode.ThemeColor('list.warningForeground') : undefined,
    );
    item.tooltip = [label, description, file].filter((part) => part !== undefined).join('\n');
    if (file !== undefined)
      item.command = { command: 'vscode.open', title: 'Open File', arguments: [vscode.Uri.file(file)] };
    return item;
  }

  private update(): void {
    const { status } = this.recordings;
    if (status !== undefined && status.events !== this.events) {
      this.events = status.events;
      this.cameAt = Date.now();
    }
    this.changedEmitter.fire();
  }

  private stateRow({ state, events, incomplete }: StatusBody): HealthRow {
    const age = `${Math.max(0, Math.round((Date.now() - this.cameAt) / 1000))} s ago`;
    switch (state) {
      case 'launching':
        return { label: 'Starting the program', icon: 'sync' };
      case 'live-running':
        return events === 0
          ? {
              label: 'Running, nothing recorded yet',
              description: 'no code of the workspace has run',
              icon: 'warning',
              isBad: true,
            }
          : { label: 'Recording', description: `last events ${age}`, icon: 'record' };
      case 'live-stopped':
        return { label: 'Paused at the live edge', icon: 'debug-pause' };
      default:
        return incomplete === null
          ? { label: 'Complete', icon: 'pass' }
          : { label: 'Not complete', description: incomplete, icon: 'info' };
    }
  }
}

function damageRow({ damagedParts }: StatusBody): HealthRow | undefined {
  if (damagedParts === 0) return undefined;
  return {
    label: 'Damaged',
    description: `${countText(damagedParts)} ${damagedParts === 1 ? 'part' : 'parts'} at least cannot be read`,
    icon: 'warning',
    isBad: true,
  };
}

function filesRow({ files, damagedParts }: StatusBody): HealthRow {
  const recorded = files.filter(({ instrumented }) => instrumented);
  return {
    label: `${countText(recorded.length)} ${recorded.length === 1 ? 'file' : 'files'} recorded`,
    icon: recorded.length === 0 ? 'warning' : 'file-code',
    isBad: recorded.length === 0,
    ...(recorded.length === 0 &&
      damagedParts === 0 && { description: 'check elixirscope.include and elixirscope.exclude' }),
    rows: recorded.map(({ path }) => ({
      label: basename(path),
      icon: 'file',
      file: path,
      description: relative(path),
    })),
  };
}

function skippedRow({ files }: StatusBody): HealthRow | undefined {
  const skipped = files.filter(({ instrumented }) => !instrumented);
  if (skipped.length === 0) return undefined;
  return {
    label: `${countText(skipped.length)} ${skipped.length === 1 ? 'file' : 'files'} not recorded`,
    icon: 'circle-slash',
    rows: skipped.map(({ path, reason }) => ({
      label: basename(path),
      description: reason ?? '',
      icon: 'file',
      file: path,
    })),
  };
}

const eventsRow = ({ events, bytes }: StatusBody): HealthRow => ({
  label: `${countText(events)} events`,
  description: sizeText(bytes),
  icon: 'pulse',
});

function lossRow({ eventsLost, damagedParts }: StatusBody): HealthRow | undefined {
  const row = kindsRow(eventsLost, 'lost', 'warning');
  if (row !== undefined) return { ...row, isBad: true };
  return damagedParts === 0 ? { label: 'Nothing lost', icon: 'check' } : undefined;
}

const leftOutRow = ({ eventsLeftOut }: StatusBody): HealthRow | undefined =>
  kindsRow(eventsLeftOut, 'left out', 'fold', 'by a budget, a sample or the limit of size');

function kindsRow(
  counts: StatusBody['eventsLost'],
  what: string,
  icon: string,
  description?: string,
): HealthRow | undefined {
  const kinds = Object.entries(counts).filter(([, count]) => count > 0);
  if (kinds.length === 0) return undefined;
  return {
    label: `${countText(kinds.reduce((sum, [, count]) => sum + count, 0))} ${what}`,
    icon,
    ...(description !== undefined && { description }),
    rows: kinds.map(([kind, count]) => ({ label: `${countText(count)} ${kind}`, icon })),
  };
}

const relative = (path: string): string => vscode.workspace.asRelativePath(path);
