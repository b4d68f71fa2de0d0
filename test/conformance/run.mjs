// `npm run conformance`: builds the runner and the driver and starts the runner.
import { buildDriver, buildRunner } from './build.mjs';

await buildDriver();
await import(new URL(`../../${await buildRunner()}`, import.meta.url));
