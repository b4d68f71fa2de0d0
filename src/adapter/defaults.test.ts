/** What VS Code shows as the default of a setting or launch attribute is what the engine does without it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { debuggeeOptions } from '../record/launch.js';
import { parseLaunch, recordOptions } from './configuration.js';

interface Property {
  readonly default?: unknown;
}

const { contributes } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
    readonly debuggers: readonly [
      {
        readonly configurationAttributes: {
          readonly launch: { readonly properties: Readonly<Record<string, Property>> };
        };
      },
    ];
  };
};

const program = import.meta.filename;
/** The engine's part, of a launch of this file. */
const doneWith = (more: object): unknown =>
  debuggeeOptions(recordOptions(parseLaunch({ program, ...more })), 's', 'c', 0);

const launch = contributes.debuggers[0].configurationAttributes.launch.properties;
const settings = contributes.configuration.properties;

test.each(['include', 'exclude', 'mode', 'overflow', 'ring', 'maxStringLength', 'redact'])('%s', (name) => {
  const [shown, setting] = [launch[name]?.default, settings[`elixirscope.${name}`]?.default];
  expect(shown).toBeDefined();
  expect(setting).toEqual(shown);
  expect(doneWith({ [name]: shown })).toEqual(doneWith({}));
});

test.each(['args', 'env', 'stopOnEntry', 'stopOnExit', 'autoAttachChildProcesses', 'console'])('%s', (name) => {
  const shown = launch[name]?.default;
  expect(shown).toBeDefined();
  expect(parseLaunch({ program })).toMatchObject({ [name]: shown });
});
