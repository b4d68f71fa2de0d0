// Imported names that nothing uses have values, too.
import { AsyncLocalStorage, executionAsyncResource } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
const storage = new AsyncLocalStorage();
console.log(storage.getStore());
