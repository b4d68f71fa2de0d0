/** What stands in the editor for a recording's file (`*.escope`), which is no text: what it is, and the way into it. A click in the Explorer alone opens no session. */
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { sizeText } from './lists/ages.js';

const VIEW = 'elixirscope.recordingFile';
const OPEN = 'elixirscope.openRecording';

class RecordingFileEditor implements vscode.CustomReadonlyEditorProvider {
  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor({ uri }: vscode.CustomDocument, { webview }: vscode.WebviewPanel): Promise<void> {
    webview.options = { enableCommandUris: [OPEN], localResourceRoots: [] };
    webview.html = page(uri, await factsOf(uri));
  }
}

export const registerRecordingFileEditor = (): vscode.Disposable =>
  vscode.window.registerCustomEditorProvider(VIEW, new RecordingFileEditor());

async function factsOf(uri: vscode.Uri): Promise<string> {
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(uri);
    return `${sizeText(size)}, last written ${new Date(mtime).toLocaleString()}.`;
  } catch {
    return 'The file cannot be read.';
  }
}

function page(uri: vscode.Uri, facts: string): string {
  const nonce = randomBytes(16).toString('base64');
  const link = `command:${OPEN}?${encodeURIComponent(JSON.stringify([uri.toString()]))}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>Recording</title>
<style nonce="${nonce}">
  body { display: flex; min-height: 100vh; margin: 0; padding: 0; box-sizing: border-box; }
  main { margin: auto; padding: 12px 20px; max-width: 460px; text-align: center; overflow-wrap: anywhere; }
  h1 { margin: 0 0 4px; font-size: 14px; font-weight: 600; }
  p { margin: 0 0 14px; line-height: 1.5; color: var(--vscode-descriptionForeground); }
  a { display: inline-block; padding: 5px 14px; border: 1px solid var(--vscode-button-border, transparent); border-radius: 2px; background: var(--vscode-button-background); color: var(--vscode-button-foreground); text-decoration: none; }
  a:hover { background: var(--vscode-button-hoverBackground); color: var(--vscode-button-foreground); }
  a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
</style>
</head>
<body><main>
<h1>${escaped(basename(uri.path))}</h1>
<p>A run of a program that ElixirScope has recorded: ${escaped(facts)}<br>The debugger opens it where it ends, and steps back from there. Nothing is run.</p>
<a href="${link}">Open Recording</a>
</main></body>
</html>`;
}

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
