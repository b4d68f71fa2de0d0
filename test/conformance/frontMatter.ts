/** What a test262 file says about itself, in the YAML comment at its top (test262's INTERPRETING.md). */
import { array, enum as choice, fallback, object, optional, parse, string } from 'valibot';
import { parse as parseYaml } from 'yaml';

const NegativeSchema = object({
  phase: choice({ parse: 'parse', resolution: 'resolution', runtime: 'runtime' }),
  type: string(),
});
const FrontMatterSchema = object({
  flags: fallback(array(string()), []),
  includes: fallback(array(string()), []),
  features: fallback(array(string()), []),
  negative: optional(NegativeSchema),
});

export interface FrontMatter {
  readonly flags: ReadonlySet<string>;
  readonly includes: readonly string[];
  readonly features: readonly string[];
  readonly negative?: { readonly phase: 'parse' | 'resolution' | 'runtime'; readonly type: string } | undefined;
}

/** Undefined if the text has none: it is not a test. Throws if it has one that is wrong. */
export function frontMatterOf(text: string): FrontMatter | undefined {
  const yaml = /\/\*---\r?\n?([\s\S]*?)---\*\//.exec(text)?.[1];
  if (yaml === undefined) return undefined;
  // Some of the oldest tests end their lines with a carriage return alone, which YAML 1.2 does not take for a line's end.
  const { flags, ...rest } = parse(
    FrontMatterSchema,
    parseYaml(yaml.replaceAll(/\r\n?/g, '\n'), { logLevel: 'error' }) ?? {},
  );
  return { flags: new Set(flags), ...rest };
}
