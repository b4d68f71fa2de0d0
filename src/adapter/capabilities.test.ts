/** The comparison in CAPABILITIES.md says what the adapter says, and leaves nothing out. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CAPABILITIES, capabilitiesFor } from './capabilities.js';

it('the table of the comparison is true', () => {
  const text = readFileSync(new URL('CAPABILITIES.md', import.meta.url), 'utf8');
  const said = [...text.matchAll(/^\| `(\w+)` \| (yes|no) \|/gm)].map(
    ([, name, has]) => [name!, has === 'yes'] as const,
  );
  const announced = Object.entries(CAPABILITIES).filter(([name]) => /^supports?[A-Z]/.test(name));
  expect(announced.length).toBeGreaterThan(20);
  expect(
    said
      .filter(([, has]) => has)
      .map(([name]) => name)
      .sort(),
  ).toEqual(announced.map(([name]) => name).sort());
});

it('VS Code is not told of the places of breakpoints, since it moves breakpoints when it has asked', () => {
  expect(capabilitiesFor('neovim').supportsBreakpointLocationsRequest).toBe(true);
  expect(capabilitiesFor('vscode')).toEqual({ ...CAPABILITIES, supportsBreakpointLocationsRequest: false });
});
