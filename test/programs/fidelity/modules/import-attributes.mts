// Attributes of imports: Node checks them before it loads anything.
import './lib/live.mts';
const attempt = async (specifier: string, attributes: Record<string, string>): Promise<void> => {
  try {
    const space = await import(specifier, { with: attributes });
    console.log(specifier, Object.keys(space).join());
  } catch (error) {
    console.log(specifier, (error as NodeJS.ErrnoException).code, (error as Error).message);
  }
};
await attempt('./lib/live.mts', { if: '' });
await attempt('./lib/live.mts', { type: 'javascript' });
await attempt('./lib/live.mts', {});
await attempt('../package.json', { type: 'json' });
await attempt('../package.json', {});
