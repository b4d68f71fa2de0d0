/** Options and arguments that several commands share, checked as they are read. */
import { InvalidArgumentError, Option } from 'commander';

export const POSITION_HELP = `
A position P is one of: start, end, seq:N or T:N (event N of thread T), time:12.345ms (since the start),
file.ts:L (first execution of a statement that starts on line L), file.ts:L#K (its K-th execution), error:K (K-th throw).
At a statement's position the statement has not run yet.`;

export const jsonOption = (): Option => new Option('--json', 'print JSON');

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

export function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 0xffff) throw new InvalidArgumentError('It must be a number from 0 to 65535.');
  return port;
}

/** For options that may be given several times. */
export const collected = (text: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  text,
];

export const depthOption = (): Option =>
  new Option('--depth <levels>', 'levels of objects inside objects').argParser(wholeNumber).default(4);
export const maxItemsOption = (): Option =>
  new Option('--max-items <n>', 'properties, elements or entries of one object').argParser(wholeNumber).default(100);
