/** Of install.mjs, for tests that are TypeScript. */
export const repository: string;
export function installChromium(): string;
