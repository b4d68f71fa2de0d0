import assert from 'node:assert/strict';
import * as vscode from 'vscode';

suite('the extension', () => {
  const id = 'elixirscope.elixirscope';

  test('is installed and activates', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  test('registers every command of its manifest', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const declared = vscode.extensions.getExtension(id)?.packageJSON.contributes.commands as { command: string }[];
    assert.deepEqual(
      declared.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });

  test('gives every setting that it reads a default', () => {
    const settings = vscode.workspace.getConfiguration('elixirscope');
    assert.deepEqual(settings.get('include'), ['**/*']);
    assert.equal(settings.get('mode'), 'full');
    assert.equal(settings.get('stopOnExit'), true);
    assert.equal(settings.get('log'), 'off');
  });
});
