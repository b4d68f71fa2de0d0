/** The document of a webview: our script and our icons, nothing inline, nothing from elsewhere. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

interface Page {
  /** folder of the extension */
  readonly extension: vscode.Uri;
  /** in dist/webview */
  readonly script: string;
  readonly title: string;
}

export function fillWebview(webview: vscode.Webview, { extension, script, title }: Page): void {
  const folder = vscode.Uri.joinPath(extension, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  const uri = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource} 'nonce-${nonce}'; font-src ${webview.cspSource}`;
  webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${uri('codicons.css')}" id="vscode-codicon-stylesheet" nonce="${nonce}">
<style nonce="${nonce}">body { margin: 0; padding: 0; }</style>
<title>${title}</title>
</head>
<body><script type="module" nonce="${nonce}" src="${uri(script)}"></script></body>
</html>`;
}

/** A panel as an editor beside the code. A group that it has for itself is locked: the source that it takes the playhead to would be opened over it otherwise. */
export async function openBeside(
  viewType: string,
  title: string,
  adopt: (panel: vscode.WebviewPanel) => void,
): Promise<void> {
  adopt(vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Beside));
  if (vscode.window.tabGroups.activeTabGroup.tabs.length <= 1)
    await vscode.commands.executeCommand('workbench.action.lockEditorGroup');
}
