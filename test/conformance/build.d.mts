/** Bundles the driver of the test processes; its path, relative to the repository's top. */
export function buildDriver(): Promise<string>;
/** Bundles the runner. */
export function buildRunner(): Promise<string>;
