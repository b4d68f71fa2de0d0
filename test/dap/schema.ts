/**
 * The protocol's schema, for every message of a conversation in either direction. The schema is made from the protocol's published types
 * (its `$comment` says how). Two things that types do not tell: numbers are integers everywhere but in percentages, and a configuration
 * may have fields of its own. Stricter than the protocol in one thing: nothing else may have fields that it does not name.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { Ajv, type ValidateFunction } from 'ajv';
import { ROOT } from '../record/process.js';

type Message = DebugProtocol.ProtocolMessage &
  Partial<DebugProtocol.Request & DebugProtocol.Response & DebugProtocol.Event>;

const file = join(ROOT, 'test/dap/protocol.schema.json');
const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema(protocol(), 'dap');
const compiled = new Map<string, ValidateFunction | undefined>();

/** What is wrong with a message, undefined if nothing is. */
export function violation(message: object): string | undefined {
  const name = definitionOf(message as Message);
  const validate = validator(name);
  if (validate === undefined) return `the protocol has no ${name}: ${JSON.stringify(message)}`;
  if (validate(message)) return undefined;
  const problems = (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
  return `${name}: ${problems.join('; ')} in ${JSON.stringify(message)}`;
}

/** Which definition a message is to be checked by; our own requests and events are only messages to the protocol. */
function definitionOf({ type, command = '', event = '', success }: Message): string {
  const isOwn = `${command}${event}`.startsWith('elixirscope/');
  if (type === 'event') return isOwn ? 'Event' : `${capital(event)}Event`;
  if (type === 'request') return isOwn ? 'Request' : `${capital(command)}Request`;
  if (success === false) return 'ErrorResponse';
  return isOwn ? 'Response' : `${capital(command)}Response`;
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function validator(name: string): ValidateFunction | undefined {
  if (!compiled.has(name)) compiled.set(name, ajv.getSchema(`dap#/definitions/DebugProtocol.${name}`));
  return compiled.get(name);
}

interface Schema {
  readonly definitions: Record<string, { additionalProperties?: boolean }>;
}

function protocol(): Schema {
  const schema = withIntegers(JSON.parse(readFileSync(file, 'utf8'))) as Schema;
  for (const name of ['Launch', 'Attach'])
    schema.definitions[`DebugProtocol.${name}RequestArguments`]!.additionalProperties = true;
  return schema;
}

function withIntegers(schema: unknown, name = ''): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withIntegers(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'type' && value === 'number' && name !== 'percentage' ? 'integer' : withIntegers(value, key),
    ]),
  );
}
