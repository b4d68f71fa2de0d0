// The stack of a failed resolution is Node’s own.
await import('./nonexistent.mjs');
