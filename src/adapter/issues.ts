/** What is wrong with input, in the words of who wrote it: the library that checks it speaks of types. */
import * as v from 'valibot';

type Issue = v.BaseIssue<unknown>;

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'an object',
};
const BOUNDS: Readonly<Record<string, string>> = { '>=': ' or more', '<=': ' or less' };
const LONGEST = 60;

/** `"include" must be a list, and is "src"` */
export function saidOf(issue: Issue): string {
  // A message of ours: a whole sentence that names the field, or what follows its name.
  if (issue.message.startsWith('"')) return issue.message;
  const path = v.getDotPath(issue);
  const name = path === null ? 'it' : `"${path}"`;
  if (!issue.message.startsWith('Invalid ')) return `${name} ${issue.message}`;
  if (issue.received === 'undefined') return `${name} is missing`;
  return `${name} must be ${expectedBy(issue)}, and is ${receivedBy(issue)}`;
}

function expectedBy({ type, expected }: Issue): string {
  if (type === 'integer') return 'a whole number';
  const choices = (expected ?? 'something else').replace(/^\((.*)\)$/, '$1').split(' | ');
  const words = choices.map((choice) => {
    const bound = /^([<>]=)(.*)$/.exec(choice);
    return bound === null ? (WORDS[choice] ?? choice) : bound[2]! + BOUNDS[bound[1]!]!;
  });
  const last = words.pop()!;
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}

function receivedBy({ received }: Issue): string {
  const word = /^[A-Z]/.test(received) ? (WORDS[received] ?? received) : received;
  return word.length > LONGEST ? `${word.slice(0, LONGEST)}…` : word;
}
