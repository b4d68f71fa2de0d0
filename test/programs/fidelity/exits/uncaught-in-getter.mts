// Uncaught inside a getter that a template literal reads, thrown as a subclass with a cause.
class ConfigError extends Error {
  static { this.prototype.name = 'ConfigError'; }
}
const config = {
  raw: '{"port": }',
  get port(): number {
    try {
      return JSON.parse(this.raw).port;
    } catch (cause) {
      throw new ConfigError(`bad config: ${this.raw}`, { cause });
    }
  },
};
const describe = (c: typeof config) => `port ${c.port}`;
console.log(config.raw);
describe(config);
