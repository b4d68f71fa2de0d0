/**
 * Which compiler options apply to a file: the nearest tsconfig.json (or jsconfig.json) above it, with everything it extends; if that one
 * only refers to other projects, the referred project that includes the file.
 */
import { dirname } from 'node:path';
import { ts } from 'ts-morph';

interface Config {
  readonly options: ts.CompilerOptions;
  readonly references: readonly ts.ProjectReference[];
}

export class TsConfigs {
  readonly #configs = new Map<string, Config>();
  readonly #nearest = new Map<string, string | undefined>();
  readonly #members = new Map<string, ReadonlySet<string>>();

  optionsFor(file: string): ts.CompilerOptions {
    const path = this.#find(dirname(file));
    if (path === undefined) return {};
    const config = this.#load(path);
    return this.#referred(config, file, new Set([path])) ?? config.options;
  }

  /** Options of the referred project that has the file among its own. */
  #referred(config: Config, file: string, seen: Set<string>): ts.CompilerOptions | undefined {
    for (const reference of config.references) {
      const path = ts.resolveProjectReferencePath(reference);
      if (seen.has(path) || !ts.sys.fileExists(path)) continue;
      seen.add(path);
      const other = this.#load(path);
      if (this.#includes(path, file)) return other.options;
      const deeper = this.#referred(other, file, seen);
      if (deeper !== undefined) return deeper;
    }
    return undefined;
  }

  #find(folder: string): string | undefined {
    if (!this.#nearest.has(folder)) {
      const exists = (path: string): boolean => ts.sys.fileExists(path);
      this.#nearest.set(
        folder,
        ts.findConfigFile(folder, exists, 'tsconfig.json') ?? ts.findConfigFile(folder, exists, 'jsconfig.json'),
      );
    }
    return this.#nearest.get(folder);
  }

  /** Listing the files of a project is slow, and only references ask for it. */
  #load(path: string): Config {
    const known = this.#configs.get(path);
    if (known !== undefined) return known;
    const { options, projectReferences } = parse(path, { ...ts.sys, readDirectory: () => [] });
    const config = { options, references: projectReferences ?? [] };
    this.#configs.set(path, config);
    return config;
  }

  #includes(path: string, file: string): boolean {
    const members = this.#members.get(path) ?? new Set(parse(path, ts.sys).fileNames.map(normal));
    this.#members.set(path, members);
    return members.has(normal(file));
  }
}

const normal = (file: string): string => {
  const slashes = file.replaceAll('\\', '/');
  return ts.sys.useCaseSensitiveFileNames ? slashes : slashes.toLowerCase();
};

function parse(path: string, host: ts.ParseConfigHost): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(path, ts.sys.readFile) as { config?: unknown };
  return ts.parseJsonConfigFileContent(config ?? {}, host, dirname(path), undefined, path);
}
