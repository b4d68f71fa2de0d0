import { expect, it } from 'vitest';
import { isSilent } from './callees.js';

class Recorded {
  probe(): string {
    return '$es_1(';
  }
}
class Empty extends Recorded {}
class Other {}

it.each([
  ['adds nothing to one that is recorded', class extends Recorded {}, true],
  ['adds nothing to such a class', class extends Empty {}, true],
  [
    'defines a field',
    class extends Recorded {
      field = 1;
    },
    false,
  ],
  ['extends another', class extends Other {}, false],
  ['extends nothing', class {}, false],
])('a class without probes that %s', (_, made, expected) => {
  expect(isSilent(made)).toBe(expected);
});
